import { SUBSCRIPTION, TENANT } from "../../inventory/azure-id.ts";
import { ownText } from "../../inventory/json-text.ts";
import { normalizeAzure } from "../../inventory/normalize-azure.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { readChildren } from "./children.ts";
import { unknownByVersion } from "./older-version.ts";
import type { NeededType } from "./options.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";
import type { Entries, Reading } from "./reading.ts";
import type { Subscription } from "./scope.ts";

/** Reads the subscription as a document, with its children. */
export async function* readSubscription(need: NeededType, reading: Reading): AsyncGenerator<Entries> {
  const { id: account, document } = reading.place.subscription;
  const source = callName(OWN_CALLS.subscriptions);
  // The list names the subscription twice; without its `id` it would not be a document.
  const id = `/subscriptions/${account}`;
  const entry = await withChildren({ ...document, id }, id, need, { source, account }, reading);
  yield [
    ...entry,
    { read: { provider: "azure", account, region: "*", type: SUBSCRIPTION, call: source, at: reading.now() } },
  ];
}

/** Reads the tenants of the subscriptions; children of a tenant can be asked only for the identity's own. */
export async function* readTenants(
  subscriptions: readonly Subscription[],
  need: NeededType,
  reading: Pick<Reading, "api" | "gaps" | "now">,
): AsyncGenerator<Entries> {
  if (need.call === undefined) return;
  const call = callName(need.call);
  const ids = new Set(subscriptions.flatMap(({ tenant }) => tenant ?? []));
  const { elements, failure } = await listAll(reading.api, { address: addressOf(need.call, {}), call });
  if (failure !== undefined)
    return yield [blindEntry([TENANT], undefined, because("the tenant was not read", failure))];
  const needed = ids.size === 1 ? need : { ...need, children: [] };
  for (const account of ids) {
    const document = elements.find((one) => ownText(one, "tenantId")?.toLowerCase() === account);
    const from = { source: call, account };
    const entry = document && (await withChildren(document, `/tenants/${account}`, needed, from, reading));
    if (entry === undefined || entry.length === 0) yield [unlisted(account, call)];
    else yield [...entry, { read: { provider: "azure", account, region: "*", type: TENANT, call, at: reading.now() } }];
  }
  if (subscriptions.some(({ tenant }) => tenant === undefined)) yield [unlisted(undefined, call)];
}

/** The blind spot for a tenant that a subscription is in and that is not listed. */
function unlisted(account: string | undefined, call: string): SnapshotEntry {
  const message = "a subscription is in this tenant, and the tenants that are listed do not tell of it";
  return blindEntry([TENANT], account, { reason: "not_collected", call, message });
}

async function withChildren(
  document: JsonObject,
  id: string,
  need: NeededType,
  { source, account }: { readonly source: string; readonly account: string },
  { api, gaps, now }: Pick<Reading, "api" | "gaps" | "now">,
): Promise<SnapshotEntry[]> {
  const { entries, unread } = await readChildren(api, id, need.children);
  const joined = Object.keys(entries).length > 0 ? { children: entries } : {};
  const unknown = unknownByVersion({ ...document, ...joined }, need, gaps, false);
  const context = { source, account, confirmed_at: now(), unread: [...unread, ...unknown], joined };
  const entry = normalizeAzure(document, context);
  return entry === undefined ? [] : [entry];
}
