import { parseJson } from "../../../inventory/json-text.ts";
import { calledBy, foreign } from "./api.ts";
import { because } from "./blind-spot.ts";
import { mendNulls } from "./mend-nulls.ts";
import { pagesOf } from "./paged.ts";
import { pullExpression, select } from "./plan.ts";
import { blindEntry, entryOf, notAll, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";

const SELECT = "SelectResourceConfig";

/**
 * Reads all resources of some types with one query, page by page. The entries that say the types were read come last,
 * and only if every page came and held nothing but what was asked for.
 */
export async function* selectTypes(types: readonly string[], reading: Reading): AsyncGenerator<Entries> {
  const call = calledBy(reading.api, SELECT);
  let strange = 0;
  for await (const page of pagesOf(reading.api, select(pullExpression(types, reading.api.within)))) {
    if ("failure" in page)
      return yield [blindEntry(types, because(notAll("resources of these types", reading), page.failure), reading)];
    const entries = page.elements.map((row) => entryOf(parsed(row), call, types, reading));
    const known = entries.filter((entry) => entry !== undefined);
    strange += entries.length - known.length;
    yield await mendNulls(known, reading);
  }
  if (strange === 0) return yield readEntries(types, call, reading);
  const cause = foreign(reading.api, SELECT, `${strange} rows are of no type that was asked for`);
  yield [blindEntry(types, because(notAll("resources of these types", reading), cause), reading)];
}

function parsed(row: unknown): unknown {
  return typeof row === "string" ? parseJson(row) : undefined;
}
