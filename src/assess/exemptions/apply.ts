import type { CarriedExemption, ExemptionState, RunExemption } from "../../model/exemption.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { daysBetween } from "../days.ts";
import { fitsAll } from "../glob.ts";
import { createFits, type Fits } from "./match.ts";
import type { Grant } from "./read.ts";
import { exemptionWarnings } from "./warnings.ts";

export interface ApplyOptions {
  /** A fail whose facts are not those of the exemption is open. */
  readonly strict: boolean;
  /** Whether ids of a provider compare without regard to case. */
  readonly foldsCase: (provider: string) => boolean;
}

const EXPIRING_DAYS = 14;
/** An entry that names no single resource may fit so many findings before it is called over-broad. */
const MOST_FITTED = 10;

/**
 * Lays what people have accepted or dispute over a run: fails carry their exemption, unknowns their accepted blind
 * spot; all entries are listed with what became of them, and what needs a person is a warning. Nothing but a `fail` is
 * exempted, no outcome changes. Of several entries that fit, the one that ends last is carried.
 */
export function applyExemptions(run: Run, grants: readonly Grant[], { strict, foldsCase }: ApplyOptions): Run {
  const book = new Map(grants.map((grant) => [grant.id, { matched: 0, changed: 0 }]));
  const latestFirst = grants.toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
  const fits = createFits(foldsCase, run.blind_spots);
  const evaluations = run.evaluations.map((evaluation) => {
    if (evaluation.outcome === "fail") return exempted(evaluation);
    return evaluation.outcome === "unknown" ? accepted(evaluation) : evaluation;
  });

  function fitting(evaluation: Evaluation, isSpot: boolean): Grant[] {
    const found = latestFirst.filter(
      (grant) => (grant.kind === "accepted_blind_spot") === isSpot && fits(grant, evaluation),
    );
    for (const { id } of found) book.get(id)!.matched += 1;
    return found;
  }

  function exempted(evaluation: Evaluation): Evaluation {
    const found = fitting(evaluation, false);
    for (const grant of found) if (factsChanged(grant, evaluation)) book.get(grant.id)!.changed += 1;
    const live = found.filter((grant) => isLive(grant, run.as_of));
    const holding = live.find((grant) => !factsChanged(grant, evaluation)) ?? (strict ? undefined : live[0]);
    return holding ? { ...evaluation, exemption: carried(holding, evaluation) } : evaluation;
  }

  function accepted(evaluation: Evaluation): Evaluation {
    const holding = fitting(evaluation, true).find((grant) => isLive(grant, run.as_of));
    return holding ? { ...evaluation, accepted_blind_spot: holding.id } : evaluation;
  }

  const exemptions = grants.map((grant) => registered(grant, book.get(grant.id)!, run, fits));
  return {
    ...run,
    evaluations,
    exemptions,
    summary: { ...run.summary, ...countsOf(evaluations) },
    warnings: [...run.warnings, ...exemptionWarnings(exemptions, run.as_of, strict)],
  };
}

function countsOf(
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

function carried(grant: Grant, evaluation: Evaluation): CarriedExemption {
  const { id, kind, reason, approved_by, until } = grant;
  if (kind === "accepted_blind_spot") throw new Error("an accepted blind spot exempts no finding");
  return { id, kind, reason, approved_by, until, facts_changed: factsChanged(grant, evaluation) };
}

function registered(
  grant: Grant,
  { matched, changed }: { readonly matched: number; readonly changed: number },
  run: Run,
  fits: Fits,
): RunExemption {
  const { id, kind, rule, match, reason, approved_by, until } = grant;
  const named = match["fingerprint"] !== undefined || (match["id"] !== undefined && !match["id"].includes("*"));
  return {
    id,
    kind,
    rule,
    match,
    reason,
    approved_by,
    until,
    state: stateOf(until, run.as_of),
    matched,
    facts_changed: changed,
    unused: matched === 0 && wasJudged(grant, run, fits),
    over_broad:
      Object.values(match).every(fitsAll) || (kind !== "accepted_blind_spot" && !named && matched > MOST_FITTED),
  };
}

function stateOf(until: string, asOf: string): ExemptionState {
  const left = daysBetween(asOf, until);
  return left < 0 ? "expired" : left <= EXPIRING_DAYS ? "expiring" : "live";
}

/**
 * Whether this run could have met what the entry speaks of. One of a rule that was not chosen, or of an account that
 * was not looked at, is not unused; nor one whose finding cannot be known this time.
 */
function wasJudged(grant: Grant, run: Run, fits: Fits): boolean {
  const { account } = grant.match;
  const accounts = Object.values(run.summary.accounts).flat();
  if (account !== undefined && !account.includes("*") && !accounts.includes(account)) return false;
  if (grant.rule === null) return true;
  const counts = Object.hasOwn(run.summary.by_rule, grant.rule) ? run.summary.by_rule[grant.rule] : undefined;
  if (!counts) return false;
  return !run.evaluations.some((one) => one.outcome === "unknown" && fits(grant, one));
}
