import { carriedCounts } from "../exemptions/apply.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { OwnerParty } from "../../model/owner.ts";
import type { Evaluation, PairCounts, Run } from "../../model/run.ts";

/** The run as one owner sees it: its own pairs alone, counted as the whole run counts them. */
export function runOfOwner(run: Run, owner: string): Run {
  const evaluations = run.evaluations.filter((evaluation) => evaluation.owner.id === owner);
  const counts = Object.hasOwn(run.summary.by_owner, owner) ? run.summary.by_owner[owner]! : NOTHING;
  const summary = {
    ...run.summary,
    ...counts,
    by_owner: Object.hasOwn(run.summary.by_owner, owner) ? { [owner]: counts } : {},
    ...carriedCounts(evaluations),
  };
  return { ...run, scope: { ...run.scope, name: `${run.scope.name}, what ${owner} owns` }, evaluations, summary };
}

const NO_COUNTS = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
const NO_SEVERITIES = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const NOTHING: PairCounts = {
  ...NO_COUNTS,
  pairs: 0,
  fail_by_severity: NO_SEVERITIES,
  unknown_by_severity: NO_SEVERITIES,
  by_party: { customer: NO_COUNTS, provider: NO_COUNTS, shared: NO_COUNTS, none: NO_COUNTS },
  by_layer: {},
  by_rule: {},
  by_account: {},
  party_blind: { would_fail: 0, not_yours: 0, unread: 0 },
};

/** What lies in the owner's units and belongs to nobody: findings and unknown pairs. It may be the owner's. */
export function unassignedAround(run: Run, owner: string): Evaluation[] {
  if (owner === UNASSIGNED) return [];
  const party = run.parties.find(({ id }) => id === owner);
  const works = (unit: string | null): boolean => !party || worksFor(party, unit) || isAccountable(run, owner, unit);
  return run.evaluations.filter(
    (one) =>
      one.owner.id === UNASSIGNED && (one.outcome === "fail" || one.outcome === "unknown") && works(one.owner.unit),
  );
}

/** A party without units works for all of them, and for what lies in none. */
function worksFor({ units }: OwnerParty, unit: string | null): boolean {
  return units === undefined || (unit !== null && units.includes(unit));
}

function isAccountable({ units }: Run, owner: string, unit: string | null): boolean {
  return units.some(({ id, accountable }) => id === unit && accountable === owner);
}
