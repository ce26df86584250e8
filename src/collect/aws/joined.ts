import type { Entries } from "./config/reading.ts";

/** Joins facts that no item holds to the items of a page. */
export type Join = (entries: Entries) => Promise<Entries>;

/** Joins facts page by page; the next page is read while the facts of this one are. */
export async function* joined(batches: AsyncIterable<Entries>, join: Join): AsyncGenerator<Entries> {
  for await (const entries of batches) yield join(entries);
}

/** Does the same for several readings, so that no type waits for the facts of another. */
export function* eachJoined(
  readings: Iterable<AsyncIterable<Entries>>,
  join: Join,
): Generator<AsyncGenerator<Entries>> {
  for (const reading of readings) yield joined(reading, join);
}
