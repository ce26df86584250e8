import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { TENANT } from "../../inventory/azure-id.ts";
import type { Piece } from "../../inventory/piece.ts";
import { unitOf } from "../../inventory/piece.ts";
import { inOrder } from "../in-order.ts";
import { merge } from "../merge.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi, Failure } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { openApi } from "./call.ts";
import { openInitiatives } from "./collect-initiatives.ts";
import { collectProviderWords } from "./collect-provider-words.ts";
import { collectTestimonies } from "./collect-testimonies.ts";
import { CLOUDS } from "./clouds.ts";
import { endpointOf } from "./endpoint.ts";
import { CALL_LIMITS, isPartial } from "./options.ts";
import { wordOn } from "./older-version.ts";
import type { AzureOptions } from "./options.ts";
import { openPlace, readPlace } from "./read-place.ts";
import { readTenants } from "./read-subscription.ts";
import type { Place } from "./reading.ts";
import { findSubscriptions, unknownWord } from "./scope.ts";
import type { Subscription } from "./scope.ts";
import { fitVersions, listVersions, versionGaps } from "./versions.ts";
import type { VersionGaps } from "./versions.ts";

/** How many subscriptions are read at once. */
const AT_ONCE = 8;

/**
 * Collects everything the rules need from the subscriptions that one identity sees: a header, then resources, blind
 * spots and reads as they come. Each subscription is a unit. The SDK is loaded when the first piece is asked for.
 *
 * @throws {DiagnosticError} if nothing can be collected: no credentials, a token that is refused, no subscription, or
 * an unknown name. What was yielded before is then incomplete and must not be used.
 */
export async function* collectAzure(options: AzureOptions): AsyncGenerator<Piece> {
  const { clock, now, onProgress } = options;
  const cloud = CLOUDS[options.cloud];
  const endpoint = endpointOf(cloud, options.env);
  const { openClient } = await import("./client.ts");
  const client = openClient(cloud, endpoint);
  const count = { calls: 0, throttled: 0 };
  const subscriptions = { done: 0, all: 0 };
  let resources = 0;
  try {
    const api = openApi(client, { clock, now, limits: { ...CALL_LIMITS, ...options.limits }, count });
    for await (const piece of collectWith(api, options, (all) => void (subscriptions.all = all))) {
      resources += piece.entries.filter((entry) => "resource" in entry).length;
      if (piece.isLast === true) subscriptions.done += 1;
      onProgress?.({ ...count, resources, subscriptions: { ...subscriptions } });
      yield piece;
    }
  } finally {
    client.close();
  }
}

async function* collectWith(
  plain: ArmApi,
  options: AzureOptions,
  onFound: (subscriptions: number) => void,
): AsyncGenerator<Piece> {
  const { needs, filter, fresh, now, done } = options;
  const made = now();
  const { scope, subscriptions, blind } = await findSubscriptions(plain, filter, needs.keys());
  const [first] = subscriptions;
  const offered = first === undefined ? NOTHING_OFFERED : await listVersions(plain, first.id);
  const api = fitVersions(plain, offered.versions);
  const gaps = versionGaps(needs, offered.versions);
  const open = (subscription: Subscription): Promise<Place> => openPlace(api, subscription, filter.resourceGroups);
  const opened = await checkGroups(subscriptions, filter.resourceGroups, open);
  yield { entries: [{ header: { made, scope } }, ...blind, ...versionEntries(gaps, offered.failure)] };
  const words = options.witness && (await collectProviderWords(api, options.witness.isControl, now));
  if (words !== undefined) yield { entries: words.entries };
  const initiatives = words && openInitiatives(api, words, now);

  const readOne = async function* (subscription: Subscription): ReturnType<typeof readPlace> {
    const place = opened.get(subscription.id) ?? (await open(subscription));
    // Comes before the resources it is about, so that the evaluation has it in time.
    if (options.witness !== undefined) yield* collectTestimonies(api, subscription.id, options.witness.checks);
    if (initiatives !== undefined) yield* initiatives.assignedIn(subscription.id);
    yield* readPlace({ api, needs, gaps, filter, fresh, now, place });
    yield [{ account_end: { provider: "azure", account: subscription.id } }];
  };
  const waiting = subscriptions.filter(({ id }) => done?.has(id) !== true);
  onFound(waiting.length);
  yield* merge(
    waiting.map((one) => unitOf(one.id, readOne(one))),
    AT_ONCE,
  );
  const tenant = needs.get(TENANT);
  if (tenant === undefined || isPartial(filter)) return;
  for await (const entries of readTenants(subscriptions, tenant, { api, gaps, now })) yield { entries };
}

const NOTHING_OFFERED: Awaited<ReturnType<typeof listVersions>> = { versions: new Map() };

/** Blind spots without types: what an answer in another version lacks is marked unread in the resource itself. */
function versionEntries(gaps: VersionGaps, failure: Failure | undefined): SnapshotEntry[] {
  if (failure !== undefined)
    return [blindEntry([], undefined, because("which API versions this cloud has was not read", failure))];
  const messages = [...new Set([...gaps.values()].map(wordOn))].toSorted();
  const help = "nothing is to be done: what such an answer lacks counts as not read until the cloud has the version";
  return messages.map((message) => blindEntry([], undefined, { reason: "not_collected", message, help }));
}

/** Checks that the groups exist: an unknown one would look like an estate without faults. Returns the opened places. */
async function checkGroups(
  subscriptions: readonly Subscription[],
  wanted: readonly string[],
  open: (subscription: Subscription) => Promise<Place>,
): Promise<ReadonlyMap<string, Place>> {
  const opened = new Map<string, Place>();
  if (wanted.length === 0) return opened;
  for await (const place of inOrder(subscriptions, AT_ONCE, open)) opened.set(place.subscription.id, place);
  const places = [...opened.values()];
  if (places.some(({ groups }) => groups.failure !== undefined)) return opened;
  const known = [...new Set(places.flatMap(({ groups }) => [...groups.names]))];
  const unknown = wanted.filter((name) => !known.includes(name.toLowerCase()));
  if (unknown.length > 0) throw new DiagnosticError(unknown.map((name) => unknownWord("resource group", name, known)));
  return opened;
}
