import type { FieldLists } from "../../model/rule.ts";
import { DIRECT_TYPES } from "./direct/registry.ts";
import { ACCOUNT_TYPE, isNeededIn, neededFacts } from "./facts/needed-facts.ts";
import type { NeededPaths } from "./facts/needed-facts.ts";
import type { ItemSource } from "./options.ts";
import { CONFIG_CALLS, ORGANIZATION_CALLS, REACH_CALLS, WITNESS_CALLS } from "./own-calls.ts";
import { actionOf } from "./service.ts";
import type { Call } from "./service.ts";

/** What is to be read, and how. */
export interface ActionsAsked {
  readonly types: ReadonlySet<string>;
  /** The subset of `types` that no AWS Config call returns in the form the rules expect. */
  readonly notInConfig: ReadonlySet<string>;
  readonly paths: NeededPaths;
  readonly fields: FieldLists;
  /** Defaults to `config`. */
  readonly source?: ItemSource;
  /** Whether the verdicts of AWS Config managed rules are read too. */
  readonly witness?: boolean;
  /** Whether what AWS Config records is read from an aggregator rather than in each account. */
  readonly aggregated: boolean;
}

/** Actions under the names that policies use, sorted. */
export interface NeededActions {
  /** For the identity that reads an account. */
  readonly account: readonly string[];
  /** For the identity that the collection starts with: reading the aggregator, if there is one. */
  readonly aggregator: readonly string[];
}

/** The actions needed to read everything the rules ask for. */
export function neededActions(asked: ActionsAsked): NeededActions {
  const { types, notInConfig, paths, fields, aggregated, source = "config", witness = false } = asked;
  const { account, accountFacts, joined, listed } = neededFacts(paths, notInConfig);
  // Facts are joined to resources, and some resources are only known through AWS Config.
  const isToBeHad = (type: string): boolean => source !== "direct" || notInConfig.has(type) || DIRECT_TYPES.has(type);
  const facts = [
    ...accountFacts.flatMap(({ path }) => callsAt(fields, ACCOUNT_TYPE, path)),
    ...[...joined]
      .filter(([type]) => isToBeHad(type))
      .flatMap(([type, all]) => all.flatMap(({ path }) => callsAt(fields, type, path))),
    ...listed.flatMap(({ type, call }) => [call, ...(fields[type]?.further_calls ?? [])]),
  ];
  const inConfig = [...types].filter((type) => !notInConfig.has(type));
  const hasItems = inConfig.length > 0;
  const direct = source === "config" ? [] : inConfig.flatMap((type) => directCalls(fields, type, paths));
  const said = witness ? Object.values(WITNESS_CALLS).map(configAction) : [];
  const items =
    hasItems && source !== "direct" ? [...CONFIG_CALLS.recorder, ...CONFIG_CALLS.items].map(configAction) : [];
  const reach = hasItems || account || listed.length > 0 ? [actionOf(REACH_CALLS.regions)] : [];
  return {
    account: sorted([
      ...reach,
      ...(aggregated ? [] : items),
      ...direct,
      ...said,
      ...facts.flatMap((action) => [action, ...(HELD_TOO[action] ?? [])]),
    ]),
    aggregator: aggregated && hasItems ? sorted(CONFIG_CALLS.aggregator.map(configAction)) : [],
  };
}

/** The actions that list accounts. `units`: only those below organizational units are listed. */
export function organizationActions(units: boolean): readonly string[] {
  const operations = units ? ORGANIZATION_CALLS.units : ORGANIZATION_CALLS.accounts;
  return operations.map((operation) => actionOf({ service: "organizations", operation }));
}

export const ASSUME_ROLE = actionOf(REACH_CALLS.role);

/** Starts a report on the users' credentials and changes nothing else: the only action that is not a read. */
export const STARTS_A_REPORT = actionOf({ service: "iam", operation: "GenerateCredentialReport" });

/**
 * Further actions that AWS checks for a call, besides the call's own.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html (2026-11-22)
 */
const HELD_TOO: Readonly<Record<string, readonly string[]>> = {
  "wafv2:GetWebACLForResource": ["wafv2:GetWebACL"],
};

/**
 * Actions that would allow more than needed on `*`, each with the parts of the ARNs that are called. The keys of API
 * Gateway are not among them. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 * (the form of these ARNs; inferred from the paths that are called)
 */
export const NARROWED: Readonly<Record<string, readonly string[]>> = {
  "apigateway:GET": ["apigateway:*::/restapis/*", "apigateway:*::/apis/*"],
};

/** The service's own calls for what AWS Config does not record: for the type, its tags and the parts that are read. */
function directCalls(fields: FieldLists, type: string, paths: NeededPaths): readonly string[] {
  const { direct_calls: own = [], fields: known = {} } = fields[type] ?? {};
  const parts = Object.entries(known).filter(([path]) => path === "tags" || isNeededIn(paths, type, path));
  return [...own, ...parts.flatMap(([, { direct_calls: calls = [] }]) => calls)];
}

/** The calls for a fact, which is always read whole: all calls that its fields name. */
function callsAt(fields: FieldLists, type: string, fact: string): readonly string[] {
  const known = Object.entries(fields[type]?.fields ?? {});
  const ofFact = known.filter(([path]) => path === fact || /^[.[{]/.test(path.slice(fact.length)));
  return ofFact
    .filter(([path]) => path.startsWith(fact))
    .flatMap(([, { call, further_calls: further = [] }]) => (call === undefined ? [] : [call, ...further]));
}

function configAction(operation: Call["operation"]): string {
  return actionOf({ service: "config", operation });
}

function sorted(actions: readonly string[]): string[] {
  return [...new Set(actions)].toSorted();
}
