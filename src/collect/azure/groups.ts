import { own, ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Unread } from "../../model/resource.ts";
import type { ArmApi, Failure } from "./api.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";
import { unreadBecause } from "./unread.ts";

/** What the resolver needs to know about the group that a resource is in. */
export interface GroupFacts {
  readonly joined: Readonly<Record<string, unknown>>;
  readonly unread: readonly Unread[];
}

/** The resource groups of one subscription. */
export interface Groups {
  /** Names in lower case. */
  readonly names: ReadonlySet<string>;
  /** Why there may be more. */
  readonly failure?: Failure;
  /** `group`: a name in any case. Deny assignments are asked for once per group, and only if the group is managed. */
  readonly factsOf: (group: string) => Promise<GroupFacts>;
}

const GROUP = "@resource_group";
const DENIED = "@deny_assignments";

export async function openGroups(api: ArmApi, subscription: string): Promise<Groups> {
  const call = callName(OWN_CALLS.resourceGroups);
  const { elements, failure } = await listAll(api, {
    address: addressOf(OWN_CALLS.resourceGroups, { subscription }),
    call,
  });
  const groups = new Map(elements.map((group) => [(ownText(group, "name") ?? "").toLowerCase(), group]));
  const asked = new Map<string, Promise<GroupFacts>>();

  const ask = async (name: string): Promise<GroupFacts> => {
    const group = groups.get(name);
    if (group === undefined) {
      const message = "the list of resource groups does not hold it";
      const cause = failure ?? { reason: "not_collected", call, message, help: "" };
      return { joined: {}, unread: [unreadBecause(GROUP, cause)] };
    }
    if (ownText(group, "managedBy") === undefined) return { joined: { [GROUP]: group }, unread: [] };
    const denied = await denyAssignments(api, group);
    return "failure" in denied
      ? { joined: { [GROUP]: group }, unread: [unreadBecause(DENIED, denied.failure)] }
      : { joined: { [GROUP]: group, [DENIED]: denied.list }, unread: [] };
  };

  return {
    names: new Set(groups.keys()),
    ...(failure !== undefined && { failure }),
    factsOf: (group) => {
      const name = group.toLowerCase();
      const facts = asked.get(name) ?? ask(name);
      asked.set(name, facts);
      return facts;
    },
  };
}

/** The id for all principals in deny assignments (from the API reference). */
const EVERYBODY = "00000000-0000-0000-0000-000000000000";

/** The deny assignments that keep everybody from the resources in the group. */
async function denyAssignments(
  api: ArmApi,
  group: JsonObject,
): Promise<{ readonly list: readonly JsonObject[] } | { readonly failure: Failure }> {
  const address = addressOf(OWN_CALLS.denyAssignments, { resource_group: ownText(group, "id") ?? "" });
  const { elements, failure } = await listAll(api, { address, call: callName(OWN_CALLS.denyAssignments) });
  if (failure !== undefined) return { failure };
  const id = ownText(group, "id") ?? "";
  return { list: elements.filter((one) => bindsEverybodyIn(id, own(one, "properties"))) };
}

/**
 * Whether a deny assignment keeps everybody from the resources in the group. Others can still write if it is about
 * another scope or its own scope alone, about single principals, or only applies under a condition.
 */
function bindsEverybodyIn(group: string, properties: unknown): boolean {
  const isForAll = principalsOf(properties, "principals").some((one) => ownText(one, "id") === EVERYBODY);
  const leavesOutPeople = principalsOf(properties, "excludePrincipals").some((one) => !isService(one));
  return (
    isForAll &&
    !leavesOutPeople &&
    isWithin(group, ownText(properties, "scope") ?? "") &&
    (own(properties, "doNotApplyToChildScopes") ?? false) === false &&
    (own(properties, "condition") ?? "") === ""
  );
}

/** The principals in a list; anything other than a list stands for an unknown principal. */
function principalsOf(properties: unknown, key: string): readonly unknown[] {
  const found = own(properties, key) ?? [];
  return Array.isArray(found) ? found : [found];
}

/** Whether it is a service: the one that manages the group needs access, but a person or group is in some tenant. */
function isService(principal: unknown): boolean {
  return ownText(principal, "type")?.toLowerCase() === "serviceprincipal";
}

function isWithin(group: string, scope: string): boolean {
  const [inner, outer] = [group.toLowerCase(), scope.toLowerCase().replace(/\/+$/, "")];
  return inner === outer || (scope !== "" && inner.startsWith(`${outer}/`));
}
