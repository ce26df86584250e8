import { parseAzureId } from "../../inventory/azure-id.ts";
import { isObject, own, ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import { normalizeAzure } from "../../inventory/normalize-azure.ts";
import type { SnapshotEntry, Unread } from "../../model/resource.ts";
import type { Answer, Failure } from "./api.ts";
import { foreign } from "./api.ts";
import { readChildren } from "./children.ts";
import type { GroupFacts } from "./groups.ts";
import { unknownByVersion } from "./older-version.ts";
import type { NeededType } from "./options.ts";
import { addressOf, callName } from "./own-calls.ts";
import type { Reading } from "./reading.ts";
import { isTagged } from "./tag-filter.ts";
import { unreadBecause } from "./unread.ts";

/** What a document came from: how it is normalised hangs on it. */
export type RowSource = "resource-graph" | "arm";

/**
 * Paths that a GET by id gives and Resource Graph does not, or in which it blots out what it takes for personal data
 * (which paths those are is inferred). What a web app lacks in `siteConfig` comes as its child `config/web`.
 */
const GRAPH_LACKS: Readonly<Record<string, readonly string[]>> = {
  "microsoft.compute/virtualmachines": ["properties.osProfile.adminUsername"],
  // Only versions of the API from 2025-11-01 on write it; which one Resource Graph asks is not documented.
  "microsoft.containerregistry/registries": ["properties.anonymousPullEnabled"],
  // The second only with $expand, which is a word of ARM.
  "microsoft.sql/servers": ["properties.administratorLogin", "properties.administrators"],
};

const NOTHING: GroupFacts = { joined: {}, unread: [] };
const GET_BY_ID = "GET by id";

/**
 * The resource that a row of Resource Graph or an element of a list tells of, read whole as the rules need it, with
 * its children and what is known of its group. Empty where it is not wanted, or not there any more.
 */
export async function resourceEntries(
  row: JsonObject,
  type: string,
  from: RowSource,
  reading: Reading,
): Promise<readonly SnapshotEntry[]> {
  const id = ownText(row, "id") ?? "";
  const place = parseAzureId(id);
  if (place === undefined) return [];
  const wanted = reading.filter.tags;
  if (from === "resource-graph" && isTagged(own(row, "tags"), wanted) === false) return [];
  const need = reading.needs.get(type)!;
  const body = await bodyOf(row, id, type, from, need, reading);
  if (body === "gone") return [{ skipped: { reason: "deleted", count: 1 } }];
  // Only Resource Graph writes a column for tags where there are none; ARM leaves them out.
  const tags = own(body.document, "tags");
  const tagged = isTagged(tags === undefined && body.source !== "resource-graph" ? null : tags, wanted);
  if (tagged === false) return [];
  if (tagged === undefined) return [withheld(row, body.source, reading)];
  const { groups, subscription } = reading.place;
  const [children, facts] = await Promise.all([
    readChildren(reading.api, id, need.children),
    place.resourceGroup === undefined ? NOTHING : groups.factsOf(place.resourceGroup),
  ]);
  const joined = { ...(Object.keys(children.entries).length > 0 && { children: children.entries }), ...facts.joined };
  const unknown = unknownByVersion({ ...body.document, ...joined }, need, reading.gaps, body.source === GET_BY_ID);
  const entry = normalizeAzure(body.document, {
    source: body.source,
    account: subscription.id,
    confirmed_at: reading.now(),
    unread: [...body.unread, ...children.unread, ...facts.unread, ...unknown],
    joined,
  });
  return entry === undefined ? [] : [entry];
}

/** What a rule or the resolver may look at in a document. */
const EVERYTHING = ["tags", "kind", "sku", "identity", "zones", "managedBy", "properties", "children"];

/** A resource that may be one that was asked for: it is there, and nothing else of it is known. */
function withheld(row: JsonObject, source: string, { now, place }: Reading): SnapshotEntry {
  const message = "its tags were not read, so nobody can tell whether it is one of those asked for";
  const unread = EVERYTHING.map((path): Unread => ({ path, reason: "not_collected", call: source, message }));
  const { id, name, type, location } = row;
  const columns = Object.fromEntries(EVERYTHING.map((path) => [path, null]));
  const bare = { ...columns, id, name, type, location, properties: {} };
  return normalizeAzure(bare, { source, account: place.subscription.id, confirmed_at: now(), unread })!;
}

interface Body {
  readonly document: JsonObject;
  readonly source: string;
  readonly unread: readonly Unread[];
}

/** The row itself where that is enough, else what GET by id says; `gone` where there is no such thing any more. */
async function bodyOf(
  row: JsonObject,
  id: string,
  type: string,
  from: RowSource,
  need: NeededType,
  { api, fresh }: Reading,
): Promise<Body | "gone"> {
  const asRow = { document: row, source: from, unread: [] };
  const lacking = from === "arm" ? [] : lackingIn(row, type, need);
  const isBare = from === "arm" || !isObject(own(row, "properties"));
  if (need.call === undefined || (!fresh && !isBare && lacking.length === 0)) return asRow;
  const call = callName(need.call);
  const answer = knowable(await api.get({ address: addressOf(need.call, { id }), call }), call);
  if ("value" in answer) return { document: answer.value, source: GET_BY_ID, unread: [] };
  if (isGone(answer.failure)) return "gone";
  const paths = fresh || isBare ? ["properties"] : lacking;
  const unread = paths.map((path) => unreadBecause(path, answer.failure));
  return { ...asRow, unread };
}

/** A document without an id would be none, and the resource would be gone without a word. */
function knowable(answer: Answer, call: string): Answer {
  if ("failure" in answer || parseAzureId(ownText(answer.value, "id") ?? "") !== undefined) return answer;
  return { failure: foreign(call, "the answer does not say which resource it tells of") };
}

/** What the rules read and the row cannot tell: kept back by Resource Graph, or missing although ARM always writes it. */
function lackingIn(row: JsonObject, type: string, { paths, always }: NeededType): string[] {
  const kept = (GRAPH_LACKS[type] ?? []).filter((path) => [...paths].some((read) => isWithin(read, path)));
  return [...kept, ...[...always].filter((path) => (valueAt(row, path) ?? null) === null)];
}

function isWithin(read: string, path: string): boolean {
  return read === path || read.startsWith(`${path}.`) || read.startsWith(`${path}[`);
}

function valueAt(row: JsonObject, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => own(value, key), row);
}

function isGone({ status, code }: Failure): boolean {
  return status === 404 && /^(?:Resource|ResourceGroup)NotFound$/i.test(code ?? "");
}
