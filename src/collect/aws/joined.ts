import type { Entries } from "./config/reading.ts";

/** Joins to the items of a page what no item holds. */
export type Join = (entries: Entries) => Promise<Entries>;

/** The next page is read while the facts of this one are. */
export async function* joined(batches: AsyncIterable<Entries>, join: Join): AsyncGenerator<Entries> {
  for await (const entries of batches) yield join(entries);
}

/** The same for several readings, so that the facts of one type keep no other waiting. */
export function* eachJoined(
  readings: Iterable<AsyncIterable<Entries>>,
  join: Join,
): Generator<AsyncGenerator<Entries>> {
  for (const reading of readings) yield joined(reading, join);
}
