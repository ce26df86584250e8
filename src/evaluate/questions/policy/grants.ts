import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import type { AskedActions, Granted } from "./actions.ts";
import { grantedActions, grantsAny, isOfService, takesActions } from "./actions.ts";
import type { ConditionKeys, Limit } from "./conditions.ts";
import { unknownKeys } from "./conditions.ts";
import type { Request } from "./request.ts";
import { concerns, policyForRequest } from "./request.ts";
import { coversEveryResource, coversOwn, servicesCovered, takesResources } from "./resources.ts";
import type { ConditionTest, Policy, Principals, Statement } from "./statement.ts";
import type { Grantee, Reaches } from "./trust.ts";

/** What a rule asks about a policy. */
export interface AskedGrant {
  readonly actions: AskedActions;
  /**
   * "all": only grants on every resource count, or on every resource of one kind of the action's service. "own": those,
   * and grants on the thing that has the policy.
   */
  readonly resources: "any" | "all" | "own";
  readonly reaches: Reaches;
  /** Whether conditions are ignored, so that anyone with the policy counts. */
  readonly whoever: boolean;
  /** Null if the rule says nothing of the calls it asks about. */
  readonly request: Request | null;
  readonly keys: ConditionKeys;
}

/** The thing that has the policy. */
export interface Holder {
  readonly id: string;
  /** The accounts that count as its own. */
  readonly own: ReadonlySet<string>;
}

export interface StatementGrant {
  readonly statement: Statement;
  readonly grants: Truth;
}

/** The statements that allow, or may allow, what is asked, after the denies of others. */
export function grantsOf(policy: Policy, asked: AskedGrant, holder: Holder): readonly StatementGrant[] {
  if (asked.request === null || !concerns(policy, asked.request)) return grantsAmong(policy, asked, holder);
  const { doubtful, ...about } = policyForRequest(policy, asked.request);
  const grants = grantsAmong(about, asked, holder);
  return grants.map((grant) => (doubtful.has(grant.statement) ? { ...grant, grants: UNKNOWN } : grant));
}

function grantsAmong({ statements, denies }: Policy, asked: AskedGrant, holder: Holder): readonly StatementGrant[] {
  const found: StatementGrant[] = [];
  for (const statement of statements) {
    if (statement.effect !== "allow") continue;
    const grants =
      denies.length === 0 ? undenied(statement, asked, holder) : statementGrants(statement, denies, asked, holder);
    if (grants !== FALSE) found.push({ statement, grants });
  }
  return found;
}

const NO_LIMITS: readonly Limit[] = [];

/** If nothing is denied, whom a statement reaches depends on the action only if its resources do. */
function undenied(statement: Statement, asked: AskedGrant, holder: Holder): Truth {
  const { principals, conditions, resources, actions } = statement;
  if (asked.resources !== "any" && !coversEveryResource(resources))
    return statementGrants(statement, [], asked, holder);
  const limits = conditions.length === 0 ? NO_LIMITS : conditions.map((test) => [test]);
  const circumstances = { limits, own: holder.own };
  let truth: Truth = FALSE;
  for (const grantee of granteesOf(principals)) {
    const one = asked.reaches(grantee, circumstances);
    if (one !== FALSE) truth = one;
    if (one === TRUE) break;
  }
  return truth === FALSE || !grantsAny(actions, asked.actions) ? FALSE : truth;
}

function statementGrants(statement: Statement, denies: readonly Statement[], asked: AskedGrant, holder: Holder): Truth {
  const services = servicesAsked(statement, asked, holder);
  if (services?.size === 0) return FALSE;
  let truth: Truth = FALSE;
  for (const granted of grantedActions(statement.actions, asked.actions)) {
    if (services !== null && !isOfService(granted, services)) continue;
    for (const grantee of granteesOf(statement.principals)) {
      const one = granteeTruth(grantee, granted, statement, denies, asked, holder);
      if (one === TRUE) return TRUE;
      if (one === UNKNOWN) truth = UNKNOWN;
    }
  }
  return truth;
}

/** The services whose actions a statement grants widely enough to count; null for all of them. */
function servicesAsked(
  { resources }: Statement,
  { resources: wide, actions }: AskedGrant,
  { id }: Holder,
): ReadonlySet<string> | null {
  if (wide === "any" || resources === null || coversEveryResource(resources)) return null;
  if (wide === "own" && coversOwn(resources, id)) return null;
  return actions === "administrator" ? NO_SERVICES : servicesCovered(resources);
}

const NO_SERVICES: ReadonlySet<string> = new Set();

/** `NotPrincipal` in an allow grants access to everybody who is not named: nearly everybody. */
function granteesOf(principals: Principals | null): readonly Grantee[] {
  return principals === null || principals.everybody || principals.not ? EVERYBODY : principals.members;
}

const EVERYBODY: readonly Grantee[] = ["everybody"];

function granteeTruth(
  grantee: Grantee,
  granted: Granted,
  statement: Statement,
  denies: readonly Statement[],
  asked: AskedGrant,
  holder: Holder,
): Truth {
  const limits: Limit[] = statement.conditions.map((test) => [test]);
  let doubtful = false;
  let left: readonly Grantee[] = [grantee];
  for (const deny of denies) {
    if (!takesActions(deny.actions, granted)) continue;
    const about = takesResources(deny.resources, statement.resources);
    const remaining = left.flatMap((one) => remainingAfter(deny.principals, one));
    const untouched = remaining.length === left.length && remaining.every((one) => left.includes(one));
    if (about === FALSE || untouched) continue;
    const effect = about === UNKNOWN ? "unknown" : denyEffect(deny.conditions, asked);
    if (effect === "unknown") doubtful = true;
    else if (effect === "whole") left = remaining;
    else if (typeof effect === "object") {
      // Narrowing the grant for everybody except some does not narrow it for those.
      if (remaining.length === 0) limits.push(effect);
      else doubtful = true;
      doubtful ||= unknownKeys(deny.conditions, asked.keys).length > 0;
    }
  }
  const truths = left.map((one) => asked.reaches(one, { limits, own: holder.own }));
  if (truths.includes(TRUE)) return doubtful ? UNKNOWN : TRUE;
  return truths.includes(UNKNOWN) ? UNKNOWN : FALSE;
}

/**
 * Who remains of a grantee when a deny holds: nobody, the grantee, or, out of everybody, those exempted by
 * `NotPrincipal`.
 */
function remainingAfter(denied: Principals | null, grantee: Grantee): readonly Grantee[] {
  if (denied === null) return [];
  if (denied.not) {
    if (denied.everybody) return [grantee];
    if (grantee === "everybody") return denied.members;
    // A user is exempted together with its account.
    const spared = denied.members.some(
      (one) => one.text === grantee.text || (one.account !== null && one.account === grantee.account),
    );
    return spared ? [grantee] : [];
  }
  if (denied.everybody) return [];
  if (grantee === "everybody") return [grantee];
  const taken = denied.members.some(
    (one) =>
      (one.kind === grantee.kind && one.text === grantee.text) || (one.wholeAccount && one.account === grantee.account),
  );
  return taken ? [] : [grantee];
}

/** What a deny does to a grant it covers: removes it, narrows it, nothing, or unknown. */
function denyEffect(
  tests: readonly ConditionTest[],
  { keys, whoever }: AskedGrant,
): "whole" | "none" | "unknown" | Limit {
  if (tests.length === 0) return "whole";
  if (tests.every(({ direction }) => direction === "negative")) {
    if (tests.some(({ set }) => set !== null)) return "unknown";
    return whoever && unknownKeys(tests, keys).length === 0 ? "none" : tests.map(insideOf);
  }
  return unknownKeys(tests, keys).length > 0 ? "unknown" : "none";
}

/** The test that holds where a deny of everybody outside does not. A missing key counts as outside. */
function insideOf(test: ConditionTest): ConditionTest {
  return { ...test, operator: test.operator.replace("not", ""), direction: "positive", ifExists: false };
}
