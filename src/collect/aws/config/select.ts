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
 * All resources of some types by one query, a page at a time. That the types were read is said last, and only where
 * every page came and held nothing but what was asked for.
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
