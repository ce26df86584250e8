import { SUBSCRIPTION, TENANT } from "../../inventory/azure-id.ts";
import { compareKeys } from "../../model/compare-text.ts";
import type { FieldLists } from "../../model/rule.ts";
import type { NeededType } from "./options.ts";
import { addressOf, callName, OWN_CALLS, WITNESS_CALLS } from "./own-calls.ts";
import { idOf, typeAt } from "./versions.ts";

/** Actions under the names that role definitions use, sorted; Azure compares them ignoring case. */
export interface NeededActions {
  readonly role: readonly string[];
  /** Calls about the tenant itself, which a role on subscriptions does not cover. */
  readonly tenant: readonly string[];
}

/** What is collected besides what the rules need. */
export interface ActionChoice {
  /** Whether a management group is listed. */
  readonly group: boolean;
  /** Whether the verdicts of Azure's own checks are read too. */
  readonly witness: boolean;
}

/** The actions needed to read everything the rules ask for. */
export function neededActions(
  needs: ReadonlyMap<string, NeededType>,
  fields: FieldLists,
  { group, witness }: ActionChoice,
): NeededActions {
  const { descendants, ...always } = OWN_CALLS;
  const types = [...needs].filter(([type]) => type !== TENANT && type !== SUBSCRIPTION);
  const calls = [
    ...Object.values(always).map((call) => ({ call, type: "" })),
    ...(group ? [{ call: descendants, type: "" }] : []),
    ...(witness ? Object.values(WITNESS_CALLS).map((call) => ({ call, type: "" })) : []),
    ...[...needs].flatMap(([type, need]) => callsOf(type, need, fields)),
  ];
  const reached = calls.filter(({ call }) => !isOfTenant(call));
  return {
    // Each type by its own name too: Azure silently leaves out of lists what an identity may not read.
    role: sorted([
      ...types.map(([type]) => `${type}/read`),
      ...reached.flatMap(({ call, type }) => actionsOf(call, type)),
      ...(witness ? OF_TESTIMONIES : []),
    ]),
    tenant: sorted(calls.filter(({ call }) => isOfTenant(call)).map(({ call }) => callName(call))),
  };
}

/**
 * Without these Resource Graph leaves assessments and policy states out:
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations (2026-11-22, for the second)
 */
const OF_TESTIMONIES = [
  "Microsoft.Security/assessments/read",
  "Microsoft.PolicyInsights/policyStates/queryResults/read",
];

interface TypedCall {
  readonly call: string;
  /** The type of the resource whose id is in the call. */
  readonly type: string;
}

function callsOf(type: string, { call, children, paths }: NeededType, fields: FieldLists): TypedCall[] {
  const joined = Object.entries(fields[type]?.fields ?? {}).filter(
    ([path]) => path.startsWith("@") && [...paths].some((read) => read.startsWith(rootOf(path))),
  );
  const own = [call, ...children.map((child) => child.call), ...joined.map(([, field]) => field.call)];
  return [...new Set(own)].flatMap((one) => (one === undefined ? [] : [{ call: one, type }]));
}

function rootOf(path: string): string {
  return path.replace(/[.[{].*$/s, "");
}

const OF_TENANT = [
  "GET /tenants",
  "GET /providers/Microsoft.Subscription/",
  "GET /providers/Microsoft.PolicyInsights/",
];

/** Whether the call is in no subscription or management group. Resource Graph is asked about subscriptions. */
function isOfTenant(call: string): boolean {
  return OF_TENANT.some((start) => call.startsWith(start));
}

const RESOURCES = "Microsoft.Resources";

/** Actions that no address reveals: those of Resource Manager itself. */
const OF_MANAGER: Readonly<Record<string, string>> = {
  "GET /subscriptions": `${RESOURCES}/subscriptions/read`,
  "GET /subscriptions/{subscription}/providers": `${RESOURCES}/subscriptions/providers/read`,
  "GET /subscriptions/{subscription}/resources": `${RESOURCES}/subscriptions/resources/read`,
  "GET /subscriptions/{subscription}/resourcegroups": `${RESOURCES}/subscriptions/resourceGroups/read`,
  "GET {resource_group}": `${RESOURCES}/subscriptions/resourceGroups/read`,
  "GET {initiative}": "Microsoft.Authorization/policySetDefinitions/read",
};

/** Settings that count as a type of their own in role definitions, but not in templates. */
const BY_NAME = new Set(["basicpublishingcredentialspolicies"]);

/** The actions that a call needs. `type`: that of the resource whose id is in it; empty if there is none. */
export function actionsOf(call: string, type: string): string[] {
  const known = OF_MANAGER[callName(call)];
  if (known !== undefined) return [known];
  const address = addressOf(call, { id: idOf(type), subscription: "/subscriptions/x", name: "x" });
  const [collection, name] = callName(call).split("/").slice(-2);
  const whole = typeAt(address);
  return [`${whole}/read`, ...(BY_NAME.has(collection!.toLowerCase()) ? [`${whole}/${name}/read`] : [])];
}

function sorted(actions: readonly string[]): string[] {
  const byName = new Map(actions.map((action) => [action.toLowerCase(), action]));
  return [...byName].toSorted(compareKeys).map(([, action]) => action);
}
