import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Answer } from "./answer.ts";
import { ok, refusal } from "./answer.ts";
import { armDocument, groupOf, spelled, subscriptionDocument, TENANT } from "./estate.ts";
import { READ_SUBSCRIPTION } from "./leave.ts";

/** What Azure Resource Manager knows beside the documents. */
export interface ArmFacts {
  readonly documents: readonly ResourceDocument[];
  /** What the identity may do, by subscription; missing: read everything. */
  readonly permissions?: Readonly<Record<string, unknown>>;
  /** Actions that are allowed everywhere, in lower case; missing: all. */
  readonly granted?: ReadonlySet<string>;
  /** Ids of subscriptions by management group. */
  readonly managementGroups?: Readonly<Record<string, readonly string[]>>;
  /** API versions by type in lower case. */
  readonly versions?: Readonly<Record<string, readonly string[]>>;
  /** What the policy metadata of Azure hold; missing: none. */
  readonly policyMetadata?: readonly object[];
  /** Sets of policies that are assigned in every subscription, as GET by id gives them; missing: none. */
  readonly initiatives?: readonly { readonly id: string }[];
  /** Resources that Resource Graph does not know yet, by id. */
  readonly unindexed?: readonly string[];
}

/** A GET. `path`: in lower case, decoded, without the query. A list comes whole; paging is done around it. */
export function answerGet(path: string, facts: ArmFacts): Answer {
  const { documents, managementGroups = {}, versions = {} } = facts;
  if (path === "/subscriptions" && facts.granted?.has(READ_SUBSCRIPTION) === false) return list([]);
  if (path === "/subscriptions") return list(documents.filter(isSubscription).map(subscriptionDocument));
  if (path === "/tenants")
    return list([{ id: `/tenants/${TENANT}`, tenantId: TENANT, displayName: "Harbour & Finch" }]);
  if (path === "/providers/microsoft.subscription/policies/default") return childAnswer(null, path);
  if (path === "/providers/microsoft.policyinsights/policymetadata") return list(facts.policyMetadata ?? []);
  const metadata = /^\/providers\/microsoft\.policyinsights\/policymetadata\/([^/]+)$/.exec(path)?.[1];
  if (metadata !== undefined) return oneMetadata(metadata, facts);
  const initiative = facts.initiatives?.find(({ id }) => id.toLowerCase() === path);
  if (initiative !== undefined) return ok(initiative);
  const group = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)\/descendants$/.exec(path)?.[1];
  if (group !== undefined) {
    const ids = managementGroups[group];
    if (ids === undefined) return refusal(404, "NotFound", `The management group ${group} does not exist.`);
    return list(ids.map((id) => ({ id: `/subscriptions/${id}`, type: "/subscriptions", name: id })));
  }
  const scoped = /^\/subscriptions\/([^/]+)\/(.+)$/.exec(path);
  const account = scoped?.[1] ?? "";
  if (scoped?.[2] === "providers") return list(providersOf(versions));
  if (scoped?.[2] === POLICY_ASSIGNMENTS && (facts.initiatives !== undefined || !hasAssignments(account, documents)))
    return list((facts.initiatives ?? []).map(({ id }) => ({ properties: { policyDefinitionId: id } })));
  if (scoped?.[2] === "resources") return list(inAccount(documents, account).map(withoutProperties));
  if (scoped?.[2] === "resourcegroups") return list(groupsOf(inAccount(documents, account)));
  if (/^(?:resourcegroups\/[^/]+\/)?providers\/microsoft\.authorization\/permissions$/.test(scoped?.[2] ?? ""))
    return list(
      (facts.permissions?.[account] as unknown[]) ?? [{ actions: [...(facts.granted ?? ["*/read"])], notActions: [] }],
    );
  return denyAssignments(path, documents) ?? oneOf(path, documents) ?? typed(path, account, documents);
}

const POLICY_ASSIGNMENTS = "providers/microsoft.authorization/policyassignments";

/** The subscription's own document says which there are. */
function hasAssignments(account: string, documents: readonly ResourceDocument[]): boolean {
  const subscription = documents.find(({ id }) => id === `/subscriptions/${account}`);
  return subscription !== undefined && child(POLICY_ASSIGNMENTS, subscription) !== undefined;
}

/** Also of those that the list keeps back, by their name. */
function oneMetadata(name: string, { policyMetadata = [] }: ArmFacts): Answer {
  const found = policyMetadata.find((one) => (one as { name?: string }).name?.toLowerCase() === name);
  return found === undefined ? refusal(404, "PolicyMetadataNotFound", `there is no ${name}`) : ok(found);
}

function list(value: readonly unknown[]): Answer {
  return ok({ value });
}

function isSubscription({ type }: ResourceDocument): boolean {
  return type === "microsoft.resources/subscriptions";
}

function inAccount(documents: readonly ResourceDocument[], account: string): ResourceDocument[] {
  return documents.filter((one) => one.account === account && groupOf(one.id) !== undefined);
}

function withoutProperties(document: ResourceDocument): unknown {
  const { properties: _, ...rest } = armDocument(document);
  return rest;
}

function groupsOf(documents: readonly ResourceDocument[]): unknown[] {
  const groups = new Map<string, unknown>();
  for (const document of documents) {
    const name = groupOf(document.id)!;
    const id = `/subscriptions/${document.account}/resourceGroups/${name}`;
    const known = document["@resource_group"] as object | undefined;
    if (known !== undefined || !groups.has(name)) groups.set(name, { id, name, ...known });
  }
  return [...groups.values()];
}

function denyAssignments(path: string, documents: readonly ResourceDocument[]): Answer | undefined {
  const found = /\/resourcegroups\/([^/]+)\/providers\/microsoft\.authorization\/denyassignments$/.exec(path);
  if (!found) return undefined;
  const inGroup = documents.filter(({ id }) => path.startsWith(`${id.split("/providers/")[0]}/`));
  if (inGroup.some((one) => isRefused(one, "@deny_assignments"))) return DENIED;
  const joined = inGroup.find((one) => one["@deny_assignments"] !== undefined)?.["@deny_assignments"];
  return list((joined as unknown[]) ?? []);
}

/** The document itself, or a child of it. */
function oneOf(path: string, documents: readonly ResourceDocument[]): Answer | undefined {
  const exact = documents.find(({ id }) => id === path);
  if (exact !== undefined) return ok(armDocument(exact));
  for (const document of documents) {
    if (!path.startsWith(`${document.id}/`)) continue;
    const answer = child(path.slice(document.id.length + 1), document);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function child(below: string, document: ResourceDocument): Answer | undefined {
  const entry = below.replace(/(^|\/)providers\/[^/]+\//, "$1");
  const path = /^\w+$/.test(entry) ? `children.${entry}` : `children["${entry}"]`;
  if (isRefused(document, path)) return DENIED;
  const children = (document["children"] ?? {}) as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(children, entry)) return childAnswer(children[entry], `${document.id}/${below}`);
  const [collection = "", name] = entry.split("/");
  const elements = Object.hasOwn(children, collection) ? children[collection] : undefined;
  if (name === undefined || !Array.isArray(elements)) return undefined;
  const element = elements.find((one: { name?: string }) => one.name?.toLowerCase() === name);
  return element === undefined ? undefined : ok(element);
}

function childAnswer(value: unknown, id: string): Answer {
  if (value === null) {
    const own = id.slice(id.lastIndexOf("/providers/") + "/providers/".length);
    return refusal(404, "ResourceNotFound", `The Resource '${own}' under resource group 'x' was not found.`);
  }
  if (Array.isArray(value)) return list(value);
  return (value as { unsupported?: boolean }).unsupported === true
    ? refusal(400, "ResourceTypeNotSupported", "The resource type does not support this.")
    : ok(value);
}

/** Things that ARM lists for a whole subscription. */
function typed(path: string, account: string, documents: readonly ResourceDocument[]): Answer {
  const [, type] = /^\/subscriptions\/[^/]+\/providers\/(.+)$/.exec(path) ?? [];
  const last = type?.split("/").at(-1) ?? "";
  const found = documents.filter((one) => one.account === account && one.type.split("/").at(-1) === last);
  if (type !== undefined && LISTED.has(last)) return list(found.map(armDocument));
  return refusal(404, "NotFound", `nothing is at ${spelled(path)}`);
}

const LISTED = new Set(["roleassignments", "roledefinitions", "assessments", "jitnetworkaccesspolicies", "pricings"]);

export const DENIED = refusal(403, "AuthorizationFailed", "the client may not perform this read over the scope");

function isRefused({ unread = [] }: ResourceDocument, path: string): boolean {
  return unread.some((one) => one.path === path && one.reason === "access_denied");
}

function providersOf(versions: Readonly<Record<string, readonly string[]>>): unknown[] {
  return Object.entries(versions).map(([type, apiVersions]) => {
    const [namespace, ...rest] = type.split("/");
    return { namespace, resourceTypes: [{ resourceType: rest.join("/"), apiVersions }] };
  });
}
