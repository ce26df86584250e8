import type { SnapshotEntry } from "../model/resource.ts";
import type { AzureId } from "./azure-id.ts";
import { canonicalType, parseAzureId, SUBSCRIPTION, TENANT } from "./azure-id.ts";
import { azureUnread } from "./azure-unread.ts";
import { makeDocument } from "./document.ts";
import { toInstant } from "./instant.ts";
import { isObject, own, ownText } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { maskSecrets } from "./mask.ts";
import { joinedFacts } from "./source-context.ts";
import type { SourceContext } from "./source-context.ts";
import { toTagMap } from "./tags.ts";

/** The account of things of the tenant, which belong to no subscription. */
const TENANT_ACCOUNT = "tenant";

/** Members that are absent in one source and null or `""` in another. */
const EMPTY_IS_ABSENT = new Set(["kind", "sku", "plan", "identity", "zones", "managedBy", "extendedLocation", "etag"]);

/** Columns of Resource Graph (and of `az`) that repeat what the id and the document's own keys say. */
const SAID_ELSEWHERE = new Set(["location", "resourceGroup", "subscriptionId"]);

/** What `GET /subscriptions` writes beside the id; Resource Graph has it in `properties`. */
const SUBSCRIPTION_MEMBERS = [
  "state",
  "subscriptionPolicies",
  "authorizationSource",
  "managedByTenants",
  "spendingLimit",
];

/** What `GET /tenants` writes beside the id. */
const TENANT_MEMBERS = [
  "tenantId",
  "countryCode",
  "defaultDomain",
  "displayName",
  "domains",
  "tenantBrandingLogoUrl",
  "tenantCategory",
  "tenantType",
];

/** Types whose documents have no `properties` of their own. */
const FACTS_BESIDE_ID: ReadonlyMap<string, readonly string[]> = new Map([
  [SUBSCRIPTION, SUBSCRIPTION_MEMBERS],
  [TENANT, TENANT_MEMBERS],
]);

/** These identify a document as well as being part of its content. */
const KEPT_BESIDE_ID = new Set(["tenantId", "displayName"]);

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * An ARM document, a row of Resource Graph or a document as `az` prints it, as one entry. Undefined if it has no ARM
 * id. Secrets are masked. Does not change `document`.
 */
export function normalizeAzure(document: unknown, context: SourceContext): SnapshotEntry | undefined {
  const arm = asArm(document);
  const identity = parseAzureId(ownText(arm, "id") ?? "");
  if (arm === undefined || identity === undefined) return undefined;
  const type = canonicalType(ownText(arm, "type") ?? identity.type);
  const head = {
    provider: "azure",
    type,
    account: accountOf(arm, identity, context),
    region: regionOf(arm, context),
    id: identity.id,
    name: ownText(arm, "name") ?? ownText(arm, "displayName") ?? identity.name,
    tags: toTagMap(own(arm, "tags")) ?? (leftOut(arm, "tags", context) ? undefined : {}),
    captured_at: toInstant(own(own(arm, "systemData"), "lastModifiedAt") ?? own(arm, "changedTime")),
    confirmed_at: context.confirmed_at,
    source: context.source,
    unread: azureUnread(arm, type, context),
  };
  return { resource: maskSecrets(makeDocument(head, bodyOf(arm, type, context), joinedFacts(context))) };
}

/** `az account list` writes a subscription with its bare id; what subscriptions and tenants say goes where ARM keeps facts. */
function asArm(document: unknown): JsonObject | undefined {
  if (!isObject(document)) return undefined;
  const id = ownText(document, "id") ?? "";
  const bare = GUID.test(id) && Object.hasOwn(document, "tenantId") && Object.hasOwn(document, "state");
  const arm = bare ? { ...document, id: `/subscriptions/${id}` } : document;
  const members = FACTS_BESIDE_ID.get(parseAzureId(String(arm["id"]))?.type ?? "");
  if (members === undefined || isObject(own(arm, "properties"))) return arm;
  const facts = Object.entries(arm).filter(([key]) => members.includes(key));
  const others = Object.entries(arm).filter(([key]) => KEPT_BESIDE_ID.has(key) || !members.includes(key));
  return Object.fromEntries([...others, ["properties", Object.fromEntries(facts)]]);
}

function accountOf(arm: JsonObject, { subscription }: AzureId, context: SourceContext): string {
  const column = ownText(arm, "subscriptionId")?.toLowerCase();
  return subscription ?? column ?? context.account ?? ownText(arm, "tenantId")?.toLowerCase() ?? TENANT_ACCOUNT;
}

/** `East US` in old answers is `eastus` in new ones. */
function regionOf(arm: JsonObject, context: SourceContext): string {
  const location = ownText(arm, "location")?.toLowerCase().replaceAll(" ", "");
  return location || (context.region ?? "global");
}

function bodyOf(arm: JsonObject, type: string, context: SourceContext): JsonObject {
  const members = Object.entries(arm).filter(([key, value]) => {
    if (SAID_ELSEWHERE.has(key)) return false;
    if (EMPTY_IS_ABSENT.has(key)) return value !== null && value !== "";
    // Every row of Resource Graph has the tenant; of ARM's own documents only subscriptions do.
    if (key === "tenantId") return context.source !== "resource-graph" || type === SUBSCRIPTION;
    return true;
  });
  return Object.fromEntries(members);
}

function leftOut(arm: JsonObject, key: string, { source }: SourceContext): boolean {
  return source === "resource-graph" && !Object.hasOwn(arm, key);
}
