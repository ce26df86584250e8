import { SUBSCRIPTION, TENANT } from "../../inventory/azure-id.ts";
import { own } from "../../inventory/json-text.ts";
import { compareKeys } from "../../model/compare-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { merge } from "../merge.ts";
import type { ArmApi } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { tableOf } from "./graph.ts";
import { openGroups } from "./groups.ts";
import { readFresh } from "./read-fresh.ts";
import { readGraph } from "./read-graph.ts";
import { readList } from "./read-list.ts";
import { readSubscription } from "./read-subscription.ts";
import { isPartial } from "./options.ts";
import type { Entries, Place, Reading } from "./reading.ts";
import type { Subscription } from "./scope.ts";
import { openSight } from "./sight.ts";
import { isTagged } from "./tag-filter.ts";

/** How many lists and queries of one subscription run at once. */
const TASKS_AT_ONCE = 4;

/** Prepares to read a subscription. `resourceGroups`: the chosen names; if empty, the whole subscription is read. */
export async function openPlace(
  api: ArmApi,
  subscription: Subscription,
  resourceGroups: readonly string[],
): Promise<Place> {
  const groups = await openGroups(api, subscription.id);
  const whole = `/subscriptions/${subscription.id}`;
  // If the list failed, a group that it does not name may still exist.
  const mayBeHere = (name: string): boolean => groups.failure !== undefined || groups.names.has(name.toLowerCase());
  const chosen = resourceGroups.filter(mayBeHere);
  const scopes = resourceGroups.length === 0 ? [whole] : chosen.map((name) => `${whole}/resourcegroups/${name}`);
  return { subscription, groups, sight: await openSight(api, scopes) };
}

/** Reads everything in one subscription that the rules need. */
export async function* readPlace(reading: Reading): AsyncGenerator<Entries> {
  yield unseen(reading);
  yield* merge(tasksOf(reading), TASKS_AT_ONCE);
}

/** The blind spot for types of which Azure may silently have left resources out. */
function unseen({ place: { subscription, sight }, needs }: Reading): SnapshotEntry[] {
  const types = [...needs.keys()].filter((type) => type !== SUBSCRIPTION && type !== TENANT && !sight.sees(type));
  if (types.length === 0) return [];
  const { failure } = sight;
  if (failure !== undefined)
    return [blindEntry(types, subscription.id, because("what this identity may see was not read", failure))];
  const message = "this identity may not read these types everywhere, and Azure leaves out what it may not show";
  const help = "give it the roles Reader and Security Reader on the subscription";
  return [blindEntry(types, subscription.id, { reason: "access_denied", message, help })];
}

/** The reading tasks, each of which begins when it is asked. */
function* tasksOf(reading: Reading): Generator<AsyncIterable<Entries>> {
  const { needs } = reading;
  const inGraph: string[] = [];
  for (const [type, need] of [...needs].toSorted(compareKeys)) {
    const isList = need.call?.startsWith("GET /subscriptions/{subscription}/") === true;
    if (type === TENANT) continue;
    if (type === SUBSCRIPTION) {
      if (isAsked(reading)) yield readSubscription(need, reading);
    } else if (!isList) inGraph.push(type);
    // What is listed per subscription is in no resource group and has no tags.
    else if (!isPartial(reading.filter)) yield readList(type, need.call!, reading);
  }
  for (const [table, types] of byTable(inGraph)) yield fromGraph(table, types, reading);
}

/** Whether the filter asks for the subscription: it is in no resource group, and has no tags if the list shows none. */
function isAsked({ filter: { resourceGroups, tags }, place: { subscription } }: Reading): boolean {
  return resourceGroups.length === 0 && isTagged(own(subscription.document, "tags") ?? null, tags) !== false;
}

async function* fromGraph(table: string, types: readonly string[], reading: Reading): AsyncGenerator<Entries> {
  if (!reading.fresh) return yield* readGraph({ table, types }, reading);
  const known = new Set<string>();
  yield* readGraph({ table, types, onRow: (id) => void known.add(id) }, reading);
  yield* readFresh(types, known, reading);
}

function byTable(types: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const type of types) tables.set(tableOf(type), [...(tables.get(tableOf(type)) ?? []), type]);
  return tables;
}
