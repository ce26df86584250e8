import type { SnapshotEntry } from "../model/resource.ts";

/** Some entries of a collection, as they come. */
export interface Piece {
  /**
   * What they are part of, which is read as a whole or again when a broken collection is continued: an account and
   * region, say. Letters, digits and `-_./:`. Missing: the entries are read again each time.
   */
  readonly unit?: string;
  readonly entries: readonly SnapshotEntry[];
  /** Nothing more of the unit comes. */
  readonly isLast?: boolean;
}

/** The entries of one unit; that it is at its end is said with the last of them. */
export async function* unitOf(unit: string, batches: AsyncIterable<readonly SnapshotEntry[]>): AsyncGenerator<Piece> {
  for await (const entries of batches) yield { unit, entries };
  yield { unit, entries: [], isLast: true };
}
