import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { Failure } from "./api.ts";
import { calledBy, foreign } from "./api.ts";
import { because } from "./blind-spot.ts";
import { pagesOf } from "./paged.ts";
import { PAGE_SIZE } from "./plan.ts";
import { blindEntry, entryOf, notAll, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";

const LIST = "ListDiscoveredResources";
const BATCH = "BatchGetResourceConfig";
/** How many times keys are asked for if they come back unprocessed. */
const MOST_ROUNDS = 5;

/** Reads all resources of one type that no query shows: first their names, then their items, a hundred at a time. */
export async function* listType(type: string, reading: Reading): AsyncGenerator<Entries> {
  const what = notAll(type, reading);
  const lost: SnapshotEntry[] = [];
  const listing = {
    operation: LIST,
    input: { resourceType: type, limit: PAGE_SIZE },
    elements: "resourceIdentifiers",
    token: "nextToken",
  } as const;
  for await (const page of pagesOf(reading.api, listing)) {
    if ("failure" in page) return yield [...lost, blindEntry([type], because(what, page.failure), reading)];
    const names = page.elements.flatMap((one) => nameOf(type, one));
    const { entries, failure = nameless(page.elements.length - names.length, reading) } = await itemsOf(names, reading);
    if (failure !== undefined) lost.push(blindEntry([type], because(what, failure), reading));
    yield entries;
  }
  yield lost.length > 0 ? lost : readEntries([type], calledBy(reading.api, LIST), reading);
}

export interface Items {
  readonly entries: Entries;
  /** Why some are missing. */
  readonly failure?: Failure;
}

/** A resource as AWS Config names it. */
export interface ItemName {
  readonly resourceType: string;
  readonly resourceId: string;
  /** Where it is recorded; needed if several regions are read as one. */
  readonly region?: string;
}

function nameOf(resourceType: string, element: unknown): ItemName[] {
  const [resourceId, region] = [ownText(element, "resourceId"), ownText(element, "region")];
  return resourceId === undefined ? [] : [{ resourceType, resourceId, ...(region !== undefined && { region }) }];
}

function nameless(count: number, { api }: Reading): Failure | undefined {
  return count === 0 ? undefined : foreign(api, LIST, `${count} resources have no id`);
}

/** Reads the items of at most a hundred resources of any types. */
export async function itemsOf(names: readonly ItemName[], reading: Reading): Promise<Items> {
  const { api } = reading;
  const call = calledBy(api, BATCH);
  const entries: SnapshotEntry[] = [];
  const types = [...new Set(names.map(({ resourceType }) => resourceType))];
  const missing = names.map(({ resourceType, resourceId }) => keyOf(resourceType, resourceId));
  let keys: readonly JsonObject[] = names.map((name) => ({ ...name }));
  for (let round = 0; keys.length > 0 && round < MOST_ROUNDS; round++) {
    const answer = await api.call(BATCH, { resourceKeys: keys });
    if ("failure" in answer) return { entries, failure: answer.failure };
    const items = own(answer.value, "baseConfigurationItems");
    if (!Array.isArray(items)) return { entries, failure: foreign(api, BATCH, "the answer has no list of items") };
    for (const item of items) {
      const entry = entryOf(plain(item), call, types, reading);
      if (entry === undefined) return { entries, failure: foreign(api, BATCH, "an item is not of the type asked for") };
      const at = missing.indexOf(keyOf(ownText(item, "resourceType"), ownText(item, "resourceId")));
      if (at !== -1) missing.splice(at, 1);
      entries.push(entry);
    }
    const unprocessed = own(answer.value, "unprocessedResourceKeys");
    keys = Array.isArray(unprocessed) ? unprocessed.filter(isObject) : [];
  }
  return missing.length === 0
    ? { entries }
    : { entries, failure: { call, ...leftOut(types, missing.length, keys.length) } };
}

/** Includes the type, since two types may share an id. Resources of two regions may share a key; each is counted. */
function keyOf(type: string | undefined, id: string | undefined): string {
  return `${type} ${id}`;
}

function leftOut(types: readonly string[], missing: number, unprocessed: number): Omit<Failure, "call"> {
  const things = types.length === 1 ? types[0] : "resources";
  const what = `${missing} ${things} ${missing === 1 ? "is" : "are"}`;
  if (unprocessed > 0) {
    const help = "collect again later";
    return { reason: "service_error", message: `${what} unprocessed after ${MOST_ROUNDS} calls`, help };
  }
  const help = "add the type to the configuration recorder of that region";
  return { reason: "not_recorded", message: `${what} known by name only`, help };
}

/** The item with dates as text and without undefined members, as in every other source. */
function plain(item: unknown): unknown {
  return JSON.parse(JSON.stringify(item) ?? "null");
}
