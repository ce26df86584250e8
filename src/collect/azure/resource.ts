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

/** The source of a document, which decides how it is normalised. */
export type RowSource = "resource-graph" | "arm";

/**
 * Paths that a GET by id returns and Resource Graph does not, or in which it redacts what it takes for personal data
 * (these paths are inferred). What a web app lacks in `siteConfig` comes as its child `config/web`.
 */
const GRAPH_LACKS: Readonly<Record<string, readonly string[]>> = {
  "microsoft.compute/virtualmachines": ["properties.osProfile.adminUsername"],
  // Only API versions from 2025-11-01 on return it; which one Resource Graph uses is not documented.
  "microsoft.containerregistry/registries": ["properties.anonymousPullEnabled"],
  // The second only with $expand, which is an ARM option.
  "microsoft.sql/servers": ["properties.administratorLogin", "properties.administrators"],
};

const NOTHING: GroupFacts = { joined: {}, unread: [] };
const GET_BY_ID = "GET by id";

/**
 * Reads the resource that a row of Resource Graph or an element of a list describes, completed as the rules need it,
 * with its children and what is known of its group. Empty if it is not wanted; only a `skipped` entry if it no longer
 * exists.
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
  // Only Resource Graph writes a tags column if there are no tags; ARM leaves it out.
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

/** Everything a rule or the resolver may look at in a document. */
const EVERYTHING = ["tags", "kind", "sku", "identity", "zones", "managedBy", "properties", "children"];

/** A resource that exists and may be one of those asked for, with everything else unread. */
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

/** The row itself if that is enough, else the answer of GET by id; `gone` if the resource no longer exists. */
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

/** Rejects an answer without an id: it would not be a document, and the resource would silently disappear. */
function knowable(answer: Answer, call: string): Answer {
  if ("failure" in answer || parseAzureId(ownText(answer.value, "id") ?? "") !== undefined) return answer;
  return { failure: foreign(call, "the answer does not say which resource it tells of") };
}

/** Paths the rules read that the row lacks: held back by Resource Graph, or missing although ARM always writes them. */
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
