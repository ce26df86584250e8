import type { SnapshotEntry } from "../model/resource.ts";

/** Some entries of a collection, in the order they arrive. */
export interface Piece {
  /**
   * What they are part of, such as an account and region: read completely, or read again when an interrupted collection
   * is continued. Letters, digits and `-_./:`. If missing, the entries are read again each time.
   */
  readonly unit?: string;
  readonly entries: readonly SnapshotEntry[];
  /** Whether this is the last piece of the unit. */
  readonly isLast?: boolean;
}

/** The entries of one unit as pieces; the last one is marked as such. */
export async function* unitOf(unit: string, batches: AsyncIterable<readonly SnapshotEntry[]>): AsyncGenerator<Piece> {
  for await (const entries of batches) yield { unit, entries };
  yield { unit, entries: [], isLast: true };
}
