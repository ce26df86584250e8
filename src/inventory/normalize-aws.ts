import type { BlindSpot, ResourceDocument, SnapshotEntry, Unread } from "../model/resource.ts";
import { decodeContainer, decodeEmbedded } from "./aws-embedded.ts";
import { unwrapSelected } from "./aws-wrapped.ts";
import { awsIdentity } from "./aws-identity.ts";
import type { AwsIdentity } from "./aws-identity.ts";
import { decodeSupplementary } from "./aws-supplementary.ts";
import { makeDocument } from "./document.ts";
import { isObject, own } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { maskSecrets } from "./mask.ts";
import { joinedFacts } from "./source-context.ts";
import type { SourceContext } from "./source-context.ts";
import { toTagMap } from "./tags.ts";

/** Documented in the API reference of both calls (read 2026-11-21): the base item has neither. */
const NEVER_CARRIED = ["tags", "relationships"];
const BASE_ITEM_SOURCES = new Set(["config:BatchGetResourceConfig", "config:BatchGetAggregateResourceConfig"]);

/** One name for members that the shapes of an item name differently. */
const ONE_NAME: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  availibilityZone: "availabilityZone",
  configurationItemMD5Hash: "configurationStateMd5Hash",
  configurationStateID: "configurationStateId",
  version: "configurationItemVersion",
});

/** Members of an item that the document has under its own keys, or that are decoded separately. */
const SAID_ELSEWHERE = new Set(
  `configuration Configuration supplementaryConfiguration SupplementaryConfiguration relationships
  resourceType ResourceType resourceName ResourceName ResourceId arn ARN Arn
  accountId awsAccountId AccountId SourceAccountId sourceAccountId
  awsRegion AwsRegion SourceRegion sourceRegion`.split(/\s+/),
);

/**
 * A configuration item in any of AWS Config's shapes, as one entry: the resource, a blind spot for an item that was not
 * recorded, or a skipped one for a deleted thing. Undefined if it is not a configuration item, because it has no type
 * or no id. Secrets are masked. Does not change `item`.
 */
export function normalizeAws(item: unknown, context: SourceContext): SnapshotEntry | undefined {
  if (!isObject(item)) return undefined;
  const identity = awsIdentity(item, context);
  if (identity === undefined) return undefined;
  if (isDeleted(identity)) return { skipped: { reason: "deleted", count: 1 } };
  if (identity.status === "ResourceNotRecorded") return { blind_spot: notRecorded(identity, context) };
  return { resource: toDocument(item, identity, context) };
}

/** `ResourceDeleted` and `ResourceDeletedNotRecorded`. */
function isDeleted({ status }: AwsIdentity): boolean {
  return status.startsWith("ResourceDeleted");
}

function notRecorded({ account, region, type, id }: AwsIdentity, { source }: SourceContext): BlindSpot {
  return {
    provider: "aws",
    account,
    region,
    types: [type],
    reason: "not_recorded",
    call: source,
    message: `AWS Config does not record ${type} in ${account} ${region}: "${id}" is known by name only`,
    help: "add the type to the configuration recorder of that region",
  };
}

function toDocument(item: JsonObject, identity: AwsIdentity, context: SourceContext): ResourceDocument {
  const { type, account, region, id, name, captured_at, resourceId } = identity;
  const unread: Unread[] = [...(context.unread ?? [])];
  const tags = own(item, "tags") === null ? null : toTagMap(own(item, "tags"));
  if (tags === undefined && !unread.some(({ path }) => path === "tags"))
    unread.push(notCarried("tags", context.source));
  if (own(item, "relationships") === undefined) unread.push(notCarried("relationships", context.source));
  const { configuration: decoded, asText } = decodeConfiguration(
    own(item, "configuration") ?? own(item, "Configuration"),
  );
  const configuration = unwrapSelected(type, decoded);
  if (configuration === UNREADABLE) {
    unread.push({
      path: "configuration",
      reason: "not_recognized",
      call: context.source,
      message: "the text in configuration is not JSON",
    });
  }
  const supplementary = own(item, "supplementaryConfiguration") ?? own(item, "SupplementaryConfiguration");
  const body = {
    ...otherMembers(item, captured_at !== undefined),
    resourceId,
    ...(configuration === undefined || configuration === UNREADABLE ? {} : { configuration }),
    ...(supplementary === undefined
      ? {}
      : { supplementaryConfiguration: decodeSupplementary(supplementary, asText || isBaseItem(context)) }),
    ...relationshipsOf(item),
  };
  const head = { provider: "aws", type, account, region, id, name, tags, captured_at, unread };
  const place = { confirmed_at: context.confirmed_at, source: context.source };
  return maskSecrets(makeDocument({ ...head, ...place }, body, joinedFacts(context)));
}

const UNREADABLE = Symbol("a text that is not JSON");

/** If `configuration` is a text, the values of `supplementaryConfiguration` are texts too. */
function decodeConfiguration(value: unknown): { configuration: unknown; asText: boolean } {
  if (typeof value !== "string") return { configuration: decodeEmbedded(value), asText: false };
  if (value.trim() === "" || value.trim() === "null") return { configuration: null, asText: true };
  const decoded = decodeContainer(value);
  return { configuration: decoded === undefined ? UNREADABLE : decodeEmbedded(decoded), asText: true };
}

function isBaseItem({ source }: SourceContext): boolean {
  return BASE_ITEM_SOURCES.has(source);
}

function notCarried(path: string, source: string): Unread {
  const always = BASE_ITEM_SOURCES.has(source) && NEVER_CARRIED.includes(path);
  const message = always ? `this call never returns ${path}` : `the item has no ${path}`;
  return { path, reason: "not_collected", call: source, message };
}

function otherMembers(item: JsonObject, captureTimeRead: boolean): JsonObject {
  const members = Object.entries(item).filter(
    ([key]) => !SAID_ELSEWHERE.has(key) && !(key === "configurationItemCaptureTime" && captureTimeRead),
  );
  return Object.fromEntries(members.map(([key, value]) => [ONE_NAME[key] ?? key, oneForm(key, value)]));
}

/** The state id is a number in delivered files and a text in replies. */
function oneForm(key: string, value: unknown): unknown {
  return key === "configurationStateId" && typeof value === "number" ? String(value) : value;
}

/** A relationship's wording is in `name` in delivered files and in `relationshipName` in replies. */
function relationshipsOf(item: JsonObject): JsonObject {
  const relationships = own(item, "relationships");
  if (relationships === undefined) return {};
  if (!Array.isArray(relationships)) return { relationships };
  return { relationships: relationships.map((one) => (isObject(one) ? withRelationshipName(one) : one)) };
}

function withRelationshipName(relationship: JsonObject): JsonObject {
  if (!Object.hasOwn(relationship, "name") || Object.hasOwn(relationship, "relationshipName")) return relationship;
  const { name, ...rest } = relationship;
  return { ...rest, relationshipName: name };
}
