import type { BaselineState } from "../model/exemption.ts";
import type { BlindSpot } from "../model/resource.ts";
import type { Evaluation, FixedFinding, Run } from "../model/run.ts";
import { SEVERITIES } from "../model/words.ts";

/**
 * Holds a run against an older one: every finding is new, worsened or known, and what no longer fails is listed.
 * A finding that carried an exemption then was not open and is new once it is. What this run did not judge, or could
 * not, is counted and never called fixed. `presentId` gives the present id of a rule that has been renamed since.
 */
export function compareWithBaseline(run: Run, baseline: Run, presentId: (ruleId: string) => string): Run {
  const before = new Map(
    baseline.evaluations.filter(({ outcome }) => outcome === "fail").map((one) => [one.fingerprint, one]),
  );
  const evaluations = run.evaluations.map((one) =>
    one.outcome === "fail" ? { ...one, baseline: stateOf(one, before.get(one.fingerprint)) } : one,
  );
  const now = new Map(evaluations.map((one) => [one.fingerprint, one]));
  const wasLookedAt = lookedAtIn(run);
  const fixed: FixedFinding[] = [];
  let notJudged = 0;
  for (const { rule_id, severity, resource, fingerprint } of before.values()) {
    const found = now.get(fingerprint);
    if (found?.outcome === "fail") continue;
    const finding = { rule_id: presentId(rule_id), severity, resource, fingerprint };
    if (found ? found.outcome !== "unknown" : wasLookedAt(finding)) fixed.push(finding);
    else notJudged += 1;
  }
  const { scope, as_of } = baseline;
  return { ...run, evaluations, baseline: { scope: scope.name, as_of, fixed, not_judged: notJudged } };
}

function stateOf(finding: Evaluation, before: Evaluation | undefined): BaselineState {
  if (before === undefined || before.exemption !== undefined) return "new";
  const moreSevere = SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(before.severity);
  return moreSevere || finding.facts_digest !== before.facts_digest ? "worsened" : "known";
}

/** Whether silence of the run on a pair means that it does not fail: its rule and its place were in reach. */
function lookedAtIn(run: Run): (finding: FixedFinding) => boolean {
  // Findings are many, the places and types that they lie in few.
  const known = new Map<string, boolean>();
  return ({ rule_id, resource }) => {
    if (!Object.hasOwn(run.summary.by_rule, rule_id)) return false;
    const { provider, account, region, type } = resource;
    const place = JSON.stringify([provider, account, region, type]);
    const reached = known.get(place) ?? isInReach(resource, run);
    known.set(place, reached);
    return reached;
  };
}

function isInReach(resource: FixedFinding["resource"], { summary, scope, blind_spots: spots }: Run): boolean {
  const { provider, account, region } = resource;
  if (scope.partial) return false;
  if (!Object.hasOwn(summary.accounts, provider) || !summary.accounts[provider]!.includes(account)) return false;
  const part = scope.expected?.find((one) => one.provider === provider && one.account === account);
  if (part?.regions?.length && region !== "global" && !part.regions.includes(region)) return false;
  return !spots.some((spot) => covers(spot, resource));
}

function covers(spot: BlindSpot, { provider, account, region, type }: FixedFinding["resource"]): boolean {
  return (
    spot.provider === provider &&
    (spot.account === undefined || spot.account === account) &&
    (spot.region === undefined || spot.region === region) &&
    (spot.types.includes("*") || spot.types.includes(type))
  );
}
