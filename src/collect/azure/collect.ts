import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { SUBSCRIPTION, TENANT } from "../../inventory/azure-id.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { inOrder } from "../in-order.ts";
import { merge } from "../merge.ts";
import type { ArmApi } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { openApi } from "./call.ts";
import { endpointOf } from "./endpoint.ts";
import { tableOf } from "./graph.ts";
import { openGroups } from "./groups.ts";
import { CALL_LIMITS } from "./options.ts";
import type { AzureOptions } from "./options.ts";
import { readFresh } from "./read-fresh.ts";
import { readGraph } from "./read-graph.ts";
import { readList } from "./read-list.ts";
import { readSubscription, readTenants } from "./read-subscription.ts";
import { isPartial } from "./reading.ts";
import type { Entries, Place, Reading } from "./reading.ts";
import { findSubscriptions, unknownWord } from "./scope.ts";
import type { Subscription } from "./scope.ts";
import { openSight } from "./sight.ts";
import { CLOUDS } from "./clouds.ts";
import { fitVersions, listVersions } from "./versions.ts";

/** Lists and queries that are under way at once. */
const TASKS_AT_ONCE = 8;
/** Subscriptions that one query of Resource Graph is about. */
const SUBSCRIPTIONS_A_QUERY = 200;

/**
 * Everything that the rules need of the subscriptions that one identity sees: a header, then resources, blind spots
 * and reads as they come. The SDK is loaded when the first batch is asked for.
 *
 * @throws {DiagnosticError} where nothing can be collected: no credentials, a token that is refused, no subscription,
 * a name that is nobody's. What came before is then no estate and must not be used.
 */
export async function* collectAzure(options: AzureOptions): AsyncGenerator<Entries> {
  const { clock, now, onProgress } = options;
  const cloud = CLOUDS[options.cloud];
  const endpoint = endpointOf(cloud, options.env);
  const { openClient } = await import("./client.ts");
  const client = openClient(cloud, endpoint);
  const count = { calls: 0, throttled: 0 };
  let resources = 0;
  try {
    const api = openApi(client, { clock, now, limits: { ...CALL_LIMITS, ...options.limits }, count });
    for await (const entries of collectWith(api, options)) {
      resources += entries.filter((entry) => "resource" in entry).length;
      onProgress?.({ ...count, resources });
      yield entries;
    }
  } finally {
    client.close();
  }
}

async function* collectWith(plain: ArmApi, options: AzureOptions): AsyncGenerator<Entries> {
  const { needs, filter, fresh, now } = options;
  const made = now();
  const { scope, subscriptions, blind } = await findSubscriptions(plain, filter, needs.keys());
  const [first] = subscriptions;
  const api = first === undefined ? plain : fitVersions(plain, await listVersions(plain, first.id));
  const places = await openPlaces(api, subscriptions, filter.resourceGroups);
  checkGroups([...places.values()], filter.resourceGroups);
  const reading: Reading = { api, needs, filter, fresh, now, places };
  yield [{ header: { made, scope } }, ...blind, ...[...places.values()].flatMap((place) => unseen(place, reading))];
  yield* merge(tasksOf(reading, subscriptions), TASKS_AT_ONCE);
}

async function openPlaces(
  api: ArmApi,
  subscriptions: readonly Subscription[],
  resourceGroups: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  const open = async (subscription: Subscription): Promise<Place> => {
    const groups = await openGroups(api, subscription.id);
    const whole = `/subscriptions/${subscription.id}`;
    const chosen = resourceGroups.filter((name) => groups.names.has(name.toLowerCase()));
    const scopes = resourceGroups.length === 0 ? [whole] : chosen.map((name) => `${whole}/resourcegroups/${name}`);
    return { subscription, groups, sight: await openSight(api, scopes) };
  };
  for await (const place of inOrder(subscriptions, TASKS_AT_ONCE, open)) places.set(place.subscription.id, place);
  return places;
}

/** A group that is nowhere would look like an estate without faults. */
function checkGroups(places: readonly Place[], wanted: readonly string[]): void {
  if (places.some(({ groups }) => groups.failure !== undefined)) return;
  const known = [...new Set(places.flatMap(({ groups }) => [...groups.names]))];
  const unknown = wanted.filter((name) => !known.includes(name.toLowerCase()));
  if (unknown.length > 0) throw new DiagnosticError(unknown.map((name) => unknownWord("resource group", name, known)));
}

/** Types of which Azure may have left things out without a word. */
function unseen({ subscription, sight }: Place, { needs }: Reading): SnapshotEntry[] {
  const types = [...needs.keys()].filter((type) => type !== SUBSCRIPTION && type !== TENANT && !sight.sees(type));
  if (types.length === 0) return [];
  const { failure } = sight;
  if (failure !== undefined)
    return [blindEntry(types, subscription.id, because("what this identity may see was not read", failure))];
  const message = "this identity may not read these types everywhere, and Azure leaves out what it may not show";
  const help = "give it the roles Reader and Security Reader on the subscription";
  return [blindEntry(types, subscription.id, { reason: "access_denied", message, help })];
}

/** Each begins when it is asked. */
function* tasksOf(reading: Reading, subscriptions: readonly Subscription[]): Generator<AsyncIterable<Entries>> {
  const { needs } = reading;
  const inGraph: string[] = [];
  for (const [type, need] of [...needs].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const isList = need.call?.startsWith("GET /subscriptions/{subscription}/") === true;
    if (type !== SUBSCRIPTION && type !== TENANT && !isList) inGraph.push(type);
    // What hangs on a subscription is in no resource group and has no tags.
    else if (isPartial(reading)) continue;
    else if (type === TENANT) yield readTenants(subscriptions, need, reading);
    else if (type === SUBSCRIPTION) yield* subscriptions.map((one) => readSubscription(one, need, reading));
    else yield* subscriptions.map(({ id }) => readList(type, need.call!, id, reading));
  }
  const ids = subscriptions.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += SUBSCRIPTIONS_A_QUERY)
    for (const [table, types] of byTable(inGraph))
      yield fromGraph(table, types, ids.slice(at, at + SUBSCRIPTIONS_A_QUERY), reading);
}

async function* fromGraph(
  table: string,
  types: readonly string[],
  subscriptions: readonly string[],
  reading: Reading,
): AsyncGenerator<Entries> {
  const known = new Set<string>();
  const onRow = reading.fresh ? { onRow: (id: string) => void known.add(id) } : {};
  yield* readGraph({ table, types, subscriptions, ...onRow }, reading);
  if (reading.fresh) for (const id of subscriptions) yield* readFresh(id, types, known, reading);
}

function byTable(types: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const type of types) tables.set(tableOf(type), [...(tables.get(tableOf(type)) ?? []), type]);
  return tables;
}
