import type { CarriedExemption, ExemptionState, RunExemption } from "../../model/exemption.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { daysBetween } from "../days.ts";
import { fitsAll } from "../glob.ts";
import { indexEvaluations, isName } from "./evaluation-index.ts";
import { createFits } from "./match.ts";
import type { Grant } from "./read.ts";
import { createReach, type PlaceOf } from "./reach.ts";
import { exemptionWarnings } from "./warnings.ts";

export interface ApplyOptions {
  /** A fail whose facts are not those of the exemption is open. */
  readonly strict: boolean;
  /** Whether ids of a provider compare without regard to case. */
  readonly foldsCase: (provider: string) => boolean;
  /** Missing: nothing is known of where entries speak of. */
  readonly placeOf?: PlaceOf;
}

const EXPIRING_DAYS = 14;
/** An entry that names no single resource may fit so many findings before it is called over-broad. */
const MOST_FITTED = 10;

/**
 * Lays what people have accepted or dispute over a run: fails carry their exemption, unknowns their accepted blind
 * spot; all entries are listed with what became of them, and what needs a person is a warning. Nothing but a `fail` is
 * exempted, no outcome changes. Of several entries that fit, the one that ends last is carried.
 */
export function applyExemptions(run: Run, grants: readonly Grant[], options: ApplyOptions): Run {
  const { strict, foldsCase, placeOf = () => ({ providers: [] }) } = options;
  const fits = createFits(foldsCase, run.blind_spots);
  const index = indexEvaluations(run.evaluations);
  const fitted = new Map(grants.map((grant) => [grant, fittedBy(grant)]));
  const live = liveGrants(fitted, run.as_of);
  const evaluations = run.evaluations.map((evaluation) => {
    const holding = live.get(evaluation);
    if (!holding) return evaluation;
    return evaluation.outcome === "fail" ? exempted(evaluation, holding) : accepted(evaluation, holding);
  });

  function fittedBy(grant: Grant): readonly Evaluation[] {
    const asked = grant.kind === "accepted_blind_spot" ? "unknown" : "fail";
    return index(grant, asked).filter((evaluation) => fits(grant, evaluation));
  }

  function exempted(evaluation: Evaluation, grants: readonly Grant[]): Evaluation {
    const holding = grants.find((grant) => !factsChanged(grant, evaluation)) ?? (strict ? undefined : grants[0]);
    return holding ? { ...evaluation, exemption: carried(holding, evaluation) } : evaluation;
  }

  /** An entry about something that is unknown this time does not count as unused. */
  const mayFit = (grant: Grant): boolean => index(grant, "unknown").some((evaluation) => fits(grant, evaluation));
  const wasInReach = createReach(run, { foldsCase, placeOf });
  const isUnused = (grant: Grant): boolean =>
    fitted.get(grant)!.length === 0 && wasInReach(grant) && (grant.rule === null || !mayFit(grant));
  const exemptions = grants.map((grant) => registered(grant, fitted.get(grant)!, run, isUnused(grant)));
  return {
    ...run,
    evaluations,
    exemptions,
    summary: { ...run.summary, ...carriedCounts(evaluations) },
    warnings: [...run.warnings, ...exemptionWarnings(exemptions, run.as_of, strict)],
  };
}

/** Those that have not ended, by what they fit; the one that ends last first. */
function liveGrants(
  fitted: ReadonlyMap<Grant, readonly Evaluation[]>,
  asOf: string,
): ReadonlyMap<Evaluation, readonly Grant[]> {
  const latestFirst = [...fitted].toSorted(([a], [b]) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
  const live = new Map<Evaluation, Grant[]>();
  for (const [grant, evaluations] of latestFirst) {
    if (!isLive(grant, asOf)) continue;
    for (const evaluation of evaluations) {
      const others = live.get(evaluation);
      if (others) others.push(grant);
      else live.set(evaluation, [grant]);
    }
  }
  return live;
}

/** Counts of what the evaluations carry. */
export function carriedCounts(
  evaluations: readonly Evaluation[],
): Pick<Run["summary"], "exempted" | "disputed" | "unknown_accepted"> {
  const carried = evaluations.flatMap(({ exemption }) => exemption ?? []);
  return {
    exempted: carried.length,
    disputed: carried.filter(({ kind }) => kind === "false_positive").length,
    unknown_accepted: evaluations.filter(({ accepted_blind_spot: id }) => id !== undefined).length,
  };
}

function factsChanged({ facts }: Grant, { facts_digest: digest }: Evaluation): boolean {
  return facts !== undefined && facts !== digest;
}

function isLive({ until }: Pick<Grant, "until">, asOf: string): boolean {
  return daysBetween(asOf, until) >= 0;
}

function accepted(evaluation: Evaluation, [holding]: readonly Grant[]): Evaluation {
  return holding ? { ...evaluation, accepted_blind_spot: holding.id } : evaluation;
}

function carried(grant: Grant, evaluation: Evaluation): CarriedExemption {
  const { id, kind, reason, approved_by, until } = grant;
  if (kind === "accepted_blind_spot") throw new Error("an accepted blind spot exempts no finding");
  return { id, kind, reason, approved_by, until, facts_changed: factsChanged(grant, evaluation) };
}

function registered(grant: Grant, fitted: readonly Evaluation[], run: Run, unused: boolean): RunExemption {
  const { id, kind, rule, match, reason, approved_by, until } = grant;
  const matched = fitted.length;
  const named = match["fingerprint"] !== undefined || isName(match["id"]);
  return {
    id,
    kind,
    rule,
    match,
    reason,
    approved_by,
    until,
    state: exemptionState(until, run.as_of),
    matched,
    facts_changed: fitted.filter((evaluation) => factsChanged(grant, evaluation)).length,
    unused,
    over_broad:
      Object.values(match).every(fitsAll) || (kind !== "accepted_blind_spot" && !named && matched > MOST_FITTED),
  };
}

export function exemptionState(until: string, asOf: string): ExemptionState {
  const left = daysBetween(asOf, until);
  return left < 0 ? "expired" : left <= EXPIRING_DAYS ? "expiring" : "live";
}
