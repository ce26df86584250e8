import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ResourceDocument } from "../../model/resource.ts";

/** What is kept of an account for questions that stay open. Plain data. */
export interface LeftShelf {
  readonly documents: readonly ResourceDocument[];
  /** Places with documents that are too old, at every distance. */
  readonly stale: ReadonlySet<string>;
  /** The requests that can still be answered; null if nothing was dropped. */
  readonly only: ReadonlySet<string> | null;
}

/**
 * What is kept of ended accounts, compressed and outside the heap; it is needed again when everything is read, account
 * by account.
 */
export interface AsideShelves<Opened> {
  /** Returns the number of bytes it takes there. */
  readonly put: (key: string, shelf: LeftShelf) => number;
  /** Returns the same object for the account requested last. */
  readonly open: (key: string) => Opened | undefined;
}

/** `opened`: makes a shelf searchable. */
export function createAsideShelves<Opened>(opened: (shelf: LeftShelf) => Opened): AsideShelves<Opened> {
  const packed = new Map<string, Uint8Array>();
  let last: { readonly key: string; readonly shelf: Opened } | undefined;
  return {
    put: (key, shelf) => {
      // Level 1, as for packed documents: the next level takes twice the time for a tenth less room.
      const bytes = new Uint8Array(deflateRawSync(textOf(shelf), { level: 1 }));
      packed.set(key, bytes);
      return bytes.length;
    },
    open: (key) => {
      if (last?.key === key) return last.shelf;
      const bytes = packed.get(key);
      if (!bytes) return undefined;
      last = { key, shelf: opened(shelfOf(inflateRawSync(bytes).toString())) };
      return last.shelf;
    },
  };
}

function textOf({ documents, stale, only }: LeftShelf): string {
  return JSON.stringify({ documents, stale: [...stale], only: only && [...only] });
}

function shelfOf(text: string): LeftShelf {
  const { documents, stale, only } = JSON.parse(text) as {
    readonly documents: LeftShelf["documents"];
    readonly stale: readonly string[];
    readonly only: readonly string[] | null;
  };
  return { documents, stale: new Set(stale), only: only && new Set(only) };
}
