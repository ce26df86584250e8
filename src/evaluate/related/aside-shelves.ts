import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { ResourceDocument } from "../../model/resource.ts";

/** What is left of an account for questions that stay open. Plain data. */
export interface LeftShelf {
  readonly documents: readonly ResourceDocument[];
  /** Places with documents that are too old, at every distance. */
  readonly stale: ReadonlySet<string>;
  /** All that answers other requests is gone; null: nothing is. */
  readonly only: ReadonlySet<string> | null;
}

/** What is left of accounts that are at their end, compressed and outside the heap: it is asked for again when all is read, account by account. */
export interface AsideShelves<Opened> {
  /** Gives the bytes that it takes there. */
  readonly put: (key: string, shelf: LeftShelf) => number;
  /** The same object for the account that was asked for last. */
  readonly open: (key: string) => Opened | undefined;
}

/** `opened`: what is made of a shelf to look into it. */
export function createAsideShelves<Opened>(opened: (shelf: LeftShelf) => Opened): AsideShelves<Opened> {
  const packed = new Map<string, Uint8Array>();
  let last: { readonly key: string; readonly shelf: Opened } | undefined;
  return {
    put: (key, shelf) => {
      // Level 1, as where one document of many is looked at: the next takes twice the time for a tenth less room.
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
