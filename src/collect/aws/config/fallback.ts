import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { Failure } from "./api.ts";
import { callName, foreign } from "./api.ts";
import { because } from "./blind-spot.ts";
import { pagesOf } from "./paged.ts";
import { PAGE_SIZE } from "./plan.ts";
import { blindEntry, entryOf, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";

const LIST = "ListDiscoveredResources";
const BATCH = "BatchGetResourceConfig";
/** How often keys that came back unprocessed are asked for. */
const MOST_ROUNDS = 5;

/** All resources of one type that no query shows: their names first, then their items a hundred at a time. */
export async function* listType(type: string, reading: Reading): AsyncGenerator<Entries> {
  const what = `not all ${type} in ${reading.api.region} were read`;
  const lost: SnapshotEntry[] = [];
  const listing = {
    operation: LIST,
    input: { resourceType: type, limit: PAGE_SIZE },
    elements: "resourceIdentifiers",
    token: "nextToken",
  } as const;
  for await (const page of pagesOf(reading.api, listing)) {
    if ("failure" in page) return yield [...lost, blindEntry([type], because(what, page.failure), reading)];
    const ids = page.elements.flatMap((one) => ownText(one, "resourceId") ?? []);
    const { entries, failure } = await itemsOf(type, ids, reading);
    if (failure !== undefined) lost.push(blindEntry([type], because(what, failure), reading));
    yield entries;
  }
  yield lost.length > 0 ? lost : readEntries([type], callName(LIST), reading);
}

export interface Items {
  readonly entries: Entries;
  /** Why some did not come. */
  readonly failure?: Failure;
}

/** The items of some resources of one type, at most a hundred. */
export async function itemsOf(type: string, ids: readonly string[], reading: Reading): Promise<Items> {
  const entries: SnapshotEntry[] = [];
  const missing = new Set(ids);
  let keys: readonly JsonObject[] = ids.map((resourceId) => ({ resourceType: type, resourceId }));
  for (let round = 0; keys.length > 0 && round < MOST_ROUNDS; round++) {
    const answer = await reading.api.call(BATCH, { resourceKeys: keys });
    if ("failure" in answer) return { entries, failure: answer.failure };
    const items = own(answer.value, "baseConfigurationItems");
    if (!Array.isArray(items)) return { entries, failure: foreign(BATCH, "the answer has no list of items") };
    for (const item of items) {
      const entry = entryOf(plain(item), callName(BATCH), [type], reading);
      if (entry === undefined) return { entries, failure: foreign(BATCH, "an item is not of the type asked for") };
      missing.delete(ownText(item, "resourceId") ?? "");
      entries.push(entry);
    }
    const unprocessed = own(answer.value, "unprocessedResourceKeys");
    keys = Array.isArray(unprocessed) ? unprocessed.filter(isObject) : [];
  }
  return missing.size === 0 ? { entries } : { entries, failure: leftOut(type, missing.size, keys.length) };
}

function leftOut(type: string, missing: number, unprocessed: number): Failure {
  const call = callName(BATCH);
  const what = `${missing} ${type} ${missing === 1 ? "is" : "are"}`;
  if (unprocessed > 0) {
    const help = "collect again later";
    return { reason: "service_error", call, message: `${what} unprocessed after ${MOST_ROUNDS} calls`, help };
  }
  const help = "add the type to the configuration recorder of that region";
  return { reason: "not_recorded", call, message: `${what} known by name only`, help };
}

/** Dates as texts and no members without a value, as in every other source. */
function plain(item: unknown): unknown {
  return JSON.parse(JSON.stringify(item) ?? "null");
}
