import type { ResourceDocument, SnapshotEntry } from "../model/resource.ts";
import type { SourceContext } from "./source-context.ts";

/** What is known of the file around a value. */
export interface FileContext extends Omit<SourceContext, "source"> {
  readonly file: string;
  /** 1-based line on which the value begins. */
  readonly line: number;
  /** The file is named as AWS Config names delivered history. */
  readonly isHistory: boolean;
  /** Other files are read beside it, which may tell of the same things. */
  readonly amongSeveral: boolean;
}

/** For a document that another file may hold too: the one that was confirmed last is kept, of two alike the first. */
export function revisionAmongFiles(document: ResourceDocument, amongSeveral: boolean): Revision {
  const { account, type, id, confirmed_at: at = "" } = document;
  return { key: JSON.stringify([account, type, id]), at, mayComeAgain: amongSeveral };
}

/** One thing found, ready for the snapshot. */
export interface Found {
  readonly entry: SnapshotEntry;
  /**
   * For a configuration item that may come again: which resource it is about (account, type and id), and the
   * time it was captured.
   */
  readonly revision?: Revision;
}

export interface Revision {
  readonly key: string;
  /** ISO 8601 UTC; empty where the item does not say. */
  readonly at: string;
  /** More items of the same resource are to be expected: history, events, things that every region records. */
  readonly mayComeAgain: boolean;
}

export interface Findings {
  readonly found: (found: Found) => void;
  /** One page of a listing was seen; `more`: it says that another follows. */
  readonly page: (call: string, more: boolean) => void;
  /** A part of the value that is nothing demarc knows. */
  readonly unknown: (message: string) => void;
}
