import type { BlindSpot } from "../model/resource.ts";
import { awsIdentity, GLOBAL, UNKNOWN_ACCOUNT } from "./aws-identity.ts";
import type { AwsIdentity } from "./aws-identity.ts";
import { isObject, own, ownText } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { normalizeAws } from "./normalize-aws.ts";
import { parseUnique } from "./repeated-key.ts";
import type { SourceContext } from "./source-context.ts";
import { againOf, awsRevision } from "./revision.ts";
import type { Revision } from "./revision.ts";
import type { FileContext, Findings } from "./findings.ts";

/** Keys of replies and files that hold lists of items; the reader splits these as they stream by. */
export const AWS_ITEM_KEYS = ["configurationItems", "baseConfigurationItems", "BaseConfigurationItems", "Results"];

const SNAPSHOT_FILE = "config-snapshot";
const HISTORY_FILE = "config-history";
const HISTORY_CALL = "config:GetResourceConfigHistory";
const EVENT = "config-event";
/** Sources in which one resource appears as often as it changed. */
const REPEATING = new Set([HISTORY_FILE, HISTORY_CALL, EVENT]);

const CHOSEN_PART = /^(?:configuration|supplementaryConfiguration)\../;

const PAGED: Readonly<Record<string, string>> = {
  configurationItems: HISTORY_CALL,
  baseConfigurationItems: "config:BatchGetResourceConfig",
  BaseConfigurationItems: "config:BatchGetAggregateResourceConfig",
  Results: "config:SelectResourceConfig",
};

/** The source of the elements under one of the item keys, determined by the members beside it. */
export function awsSourceOf(key: string, hasFileVersion: boolean, { isHistory }: FileContext): string {
  if (key !== "configurationItems" || !(hasFileVersion || isHistory)) return PAGED[key]!;
  return isHistory ? HISTORY_FILE : SNAPSHOT_FILE;
}

/** AWS Config's shapes: replies, delivered files, messages and events around items, and bare items. */
export function recognizeAws(
  value: JsonObject,
  context: FileContext,
  findings: Findings,
  inner: (nested: unknown) => boolean,
): boolean {
  for (const key of AWS_ITEM_KEYS) {
    const items = own(value, key);
    if (Array.isArray(items)) return takeReply(key, items, value, context, findings);
  }
  const message = own(value, "invokingEvent") ?? own(value, "Message") ?? own(value, "detail");
  if (isObject(message) && inner(message)) return true;
  if (typeof message === "string" && inner(parseUnique(message))) return true;
  const item = own(value, "configurationItem") ?? own(value, "ConfigurationItem");
  if (item !== undefined && item !== null) return takeEvent(item, context, findings);
  const summary = own(value, "configurationItemSummary");
  if (isObject(summary)) return takeSummary(summary, value, context, findings);
  return takeAwsItem(value, context.isHistory ? HISTORY_FILE : "config-item", context, findings);
}

/** Takes one item, or one row of a Select reply, which is a JSON text. False if it is neither. */
export function takeAwsItem(value: unknown, source: string, context: FileContext, findings: Findings): boolean {
  const item = typeof value === "string" ? parseUnique(value) : value;
  const place = { ...context, source };
  const identity = isObject(item) ? awsIdentity(item, place) : undefined;
  const entry = identity === undefined ? undefined : normalizeAws(item, place);
  if (identity === undefined || entry === undefined) return false;
  const revision = identity.isPlaced ? revisionOf(identity, place) : undefined;
  findings.found({ entry, ...(revision && { revision }) });
  return true;
}

function revisionOf(identity: AwsIdentity, place: SourceContext & FileContext): Revision {
  const { account, region, type, resourceId: id, captured_at } = identity;
  const { source, confirmed_at, mayOverlap } = place;
  const isOften = REPEATING.has(source) || region === GLOBAL;
  const isWhole = source === SNAPSHOT_FILE && !mayOverlap;
  const again = isOften ? "often" : isWhole ? "never" : againOf(mayOverlap);
  return awsRevision({ account, region, type, id, captured_at, confirmed_at }, again);
}

function takeReply(
  key: string,
  items: readonly unknown[],
  reply: JsonObject,
  context: FileContext,
  findings: Findings,
): boolean {
  const source = awsSourceOf(key, Object.hasOwn(reply, "fileVersion"), context);
  for (const item of items) {
    if (!takeAwsItem(item, source, context, findings)) findings.unknown(`an item of ${key} has no type or no id`);
  }
  const spots = [...unprocessed(reply, source, context), ...leftOut(reply, source, context)];
  for (const spot of spots) findings.found({ entry: { blind_spot: spot } });
  if (source.startsWith("config:"))
    findings.page({ call: source, query: chosenFields(reply).join(), more: isMore(reply), records: undefined });
  return true;
}

/** What the call was asked for but left out of its reply. */
function unprocessed(reply: JsonObject, source: string, context: FileContext): BlindSpot[] {
  const keys = own(reply, "unprocessedResourceKeys") ?? own(reply, "UnprocessedResourceIdentifiers");
  if (!Array.isArray(keys)) return [];
  return keys.filter(isObject).map((key) => {
    const account = ownText(key, "SourceAccountId") ?? context.account;
    const region = ownText(key, "SourceRegion") ?? context.region;
    const type = ownText(key, "resourceType", "ResourceType") ?? "*";
    const id = ownText(key, "resourceId", "ResourceId") ?? "";
    return {
      provider: "aws",
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      types: [type],
      reason: "not_collected",
      call: source,
      message: `the call left ${type} "${id}" out of its reply`,
      help: "ask for the unprocessed keys again and save that reply too",
      file: context.file,
      line: context.line,
    };
  });
}

/** A query may select parts of a configuration; nothing in its rows shows that there is more. */
function leftOut(reply: JsonObject, call: string, { file, line }: FileContext): BlindSpot[] {
  const names = chosenFields(reply);
  const part = names.find((name) => CHOSEN_PART.test(name) && !names.includes(name.split(".")[0]!));
  if (part === undefined) return [];
  const [whole] = part.split(".");
  const message = `the query chose ${part} of ${whole}: what else there is was not read, and looks absent`;
  const help = `select ${whole} and save the answer again`;
  return [{ provider: "aws", types: ["*"], reason: "not_collected", call, message, help, file, line }];
}

function chosenFields(reply: JsonObject): string[] {
  const fields = own(own(reply, "QueryInfo"), "SelectFields");
  return Array.isArray(fields) ? fields.map((field) => ownText(field, "Name") ?? "") : [];
}

function isMore(reply: JsonObject): boolean {
  return ownText(reply, "nextToken", "NextToken") !== undefined;
}

function takeEvent(item: unknown, context: FileContext, findings: Findings): boolean {
  const items = Array.isArray(item) ? item : [item];
  for (const one of items) {
    if (!takeAwsItem(one, EVENT, context, findings)) findings.unknown("the configurationItem has no type or no id");
  }
  return true;
}

/** A notification too large for its own item says only where the item was put. */
function takeSummary(summary: JsonObject, message: JsonObject, context: FileContext, findings: Findings): boolean {
  const identity = awsIdentity(summary, { ...context, source: EVENT });
  if (identity === undefined) return false;
  if (identity.status.startsWith("ResourceDeleted")) return takeAwsItem(summary, EVENT, context, findings);
  const location = ownText(own(message, "s3DeliverySummary"), "s3BucketLocation");
  findings.found({ entry: { blind_spot: oversized(identity, location, context) } });
  return true;
}

function oversized(
  { account, region, type, id }: AwsIdentity,
  location: string | undefined,
  context: FileContext,
): BlindSpot {
  return {
    provider: "aws",
    ...(account === UNKNOWN_ACCOUNT ? {} : { account }),
    region,
    types: [type],
    reason: "not_collected",
    call: EVENT,
    message: `the notification was too large to hold the item of ${type} "${id}"`,
    help: location === undefined ? "read the item with GetResourceConfigHistory" : `read ${location} too`,
    file: context.file,
    line: context.line,
  };
}
