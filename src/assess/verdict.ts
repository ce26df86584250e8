import { compareKeys } from "../model/compare-text.ts";
import type { Evaluation, PairCounts, Run } from "../model/run.ts";
import type { FailOn, Verdict } from "../model/verdict.ts";
import { isAtLeast, OUTCOMES, type RuleStatus } from "../model/words.ts";

export interface VerdictOptions {
  readonly failOn: FailOn;
  /** Thresholds of individual owners, which apply to their findings instead. Missing: nobody has one. */
  readonly ownFailOn?: ReadonlyMap<string, FailOn>;
  /** Unknown pairs do not make the run incomplete; the words say how many. A run over nothing stays incomplete. */
  readonly allowIncomplete?: boolean;
  /** How many may be unknown; with more, the run is incomplete. */
  readonly maxUnknown?: number;
  /** An exemption that is unused or over-broad fails the run. */
  readonly strictExemptions?: boolean;
}

/**
 * Decides what the run comes to. Only stable rules can fail it or leave it incomplete; open findings win over
 * incompleteness, and the words say both; beside them stands what at the threshold did not count and why. Under `none` no
 * rule is at the threshold, so that only a run over nothing is incomplete. An owner with a threshold of its own is held to
 * that. Counts are taken from the summary, so that evaluations left out of the run still count.
 */
export function decideVerdict(run: Run, options: VerdictOptions): Verdict {
  const { failOn, allowIncomplete = false, maxUnknown = Number.POSITIVE_INFINITY, strictExemptions = false } = options;
  const own = options.ownFailOn ?? new Map<string, FailOn>();
  const { open, unknown, soft, softUnknown, closed } = atThresholds(run, failOn, own);
  const openAtThreshold = open - closed.exempted - closed.known;
  const unknownAtThreshold = unknown - closed.accepted;
  const allowed = allowIncomplete && unknownAtThreshold > 0 && unknownAtThreshold <= maxUnknown;
  const threshold = openAtThreshold > 0 ? "" : ` ${atThreshold(failOn, own)}`;
  const incomplete = incompleteness(run, allowed ? 0 : unknownAtThreshold, threshold);
  const toMend = strictExemptions && failOn !== "none" ? exemptionsToMend(run) : undefined;
  const held = openAtThreshold === 0 && toMend === undefined && incomplete === undefined;
  const words = [
    held ? okText(failOn, own) : undefined,
    openAtThreshold > 0 ? `FAIL ${findings(openAtThreshold)} ${atThreshold(failOn, own)}` : undefined,
    toMend,
    incomplete,
    notStableText(soft, softUnknown),
  ];
  const aside = [
    closed.exempted > 0 ? `${closed.exempted} exempted${disputedText(closed.disputed)}` : undefined,
    closed.known > 0 ? `${closed.known} known from the baseline` : undefined,
    allowed ? `${unknownAtThreshold} unknown allowed` : undefined,
    closed.accepted > 0 ? `${closed.accepted} unknown accepted` : undefined,
  ];
  return {
    exit: openAtThreshold > 0 || toMend !== undefined ? 1 : incomplete === undefined ? 0 : 3,
    openAtThreshold,
    unknownAtThreshold,
    incomplete: incomplete !== undefined,
    words: joined(words),
    aside: joined(aside),
  };
}

/** What each part of the run has at its own threshold, added up. */
interface AtThresholds {
  /** Findings and unknown pairs of stable rules, what is closed of them included. */
  readonly open: number;
  readonly unknown: number;
  /** Findings and unknown pairs of rules that are not stable. */
  readonly soft: number;
  readonly softUnknown: number;
  readonly closed: Closed;
}

function atThresholds(run: Run, failOn: FailOn, own: ReadonlyMap<string, FailOn>): AtThresholds {
  const closed = { exempted: 0, disputed: 0, known: 0, accepted: 0 };
  let [open, unknown, soft, softUnknown] = [0, 0, 0, 0];
  for (const share of sharesOf(run, failOn, own)) {
    const stable = rulesAtThreshold(run, share.failOn, (status) => status === "stable");
    const others = rulesAtThreshold(run, share.failOn, (status) => status !== "stable");
    const raised = raisedByUnits(run, share, stable);
    for (const one of share.evaluations) if (stable.has(one.rule_id) || raised.has(one)) takeDown(one, closed);
    open += countOf(share, stable, "fail") + countRaised(raised, "fail");
    unknown += countOf(share, stable, "unknown") + countRaised(raised, "unknown");
    soft += countOf(share, others, "fail");
    softUnknown += countOf(share, others, "unknown");
  }
  return { open, unknown, soft, softUnknown, closed };
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("; ");
}

interface Closed {
  exempted: number;
  disputed: number;
  known: number;
  accepted: number;
}

function takeDown({ exemption, baseline, accepted_blind_spot: accepted }: Evaluation, closed: Closed): void {
  if (accepted !== undefined) closed.accepted += 1;
  if (exemption?.kind === "false_positive") closed.disputed += 1;
  if (exemption) closed.exempted += 1;
  else if (baseline === "known") closed.known += 1;
}

/** The pairs that one threshold applies to. */
interface Share extends Pick<PairCounts, "by_rule"> {
  readonly failOn: FailOn;
  readonly evaluations: readonly Evaluation[];
}

/** What each owner with a threshold of its own has, and the rest of the run. */
function sharesOf({ summary, evaluations }: Run, failOn: FailOn, own: ReadonlyMap<string, FailOn>): Share[] {
  const single = [...own].flatMap(([owner, failOnOwn]): Share[] => {
    if (!Object.hasOwn(summary.by_owner, owner)) return [];
    const theirs = evaluations.filter((one) => one.owner.id === owner);
    return [{ by_rule: summary.by_owner[owner]!.by_rule, failOn: failOnOwn, evaluations: theirs }];
  });
  const rest = own.size === 0 ? evaluations : evaluations.filter((one) => !own.has(one.owner.id));
  return [{ by_rule: withoutThese(summary.by_rule, single), failOn, evaluations: rest }, ...single];
}

function withoutThese(counts: Share["by_rule"], shares: readonly Share[]): Share["by_rule"] {
  if (shares.length === 0) return counts;
  const left = Object.entries(counts).map(([rule, all]) => {
    const taken = shares.flatMap(({ by_rule: own }) => (Object.hasOwn(own, rule) ? [own[rule]!] : []));
    const entries = OUTCOMES.map((outcome) => [
      outcome,
      taken.reduce((rest, one) => rest - one[outcome], all[outcome]),
    ]);
    return [rule, Object.fromEntries(entries)];
  });
  return Object.fromEntries(left);
}

function rulesAtThreshold(run: Run, failOn: FailOn, counted: (status: RuleStatus) => boolean): ReadonlySet<string> {
  if (failOn === "none") return new Set();
  const chosen = run.rules.filter(({ severity, status }) => counted(status) && isAtLeast(severity, failOn));
  return new Set(chosen.map(({ id }) => id));
}

/** Pairs at the threshold of rules below it: a unit asks the rule more severely than all do. */
function raisedByUnits(
  run: Run,
  { failOn, evaluations }: Share,
  atStake: ReadonlySet<string>,
): ReadonlySet<Evaluation> {
  if (failOn === "none") return new Set();
  const below = new Set(run.rules.flatMap(({ id, status }) => (status === "stable" && !atStake.has(id) ? [id] : [])));
  return new Set(evaluations.filter((one) => below.has(one.rule_id) && isAtLeast(one.severity, failOn)));
}

function countRaised(raised: ReadonlySet<Evaluation>, outcome: "fail" | "unknown"): number {
  return [...raised].filter((one) => one.outcome === outcome).length;
}

function countOf({ by_rule: counts }: Share, rules: ReadonlySet<string>, outcome: "fail" | "unknown"): number {
  let total = 0;
  for (const id of rules) if (Object.hasOwn(counts, id)) total += counts[id]![outcome];
  return total;
}

/** Undefined if the run is complete. `threshold` is named unless the findings already name it. */
function incompleteness({ summary, rules }: Run, unknown: number, threshold: string): string | undefined {
  if (summary.resources === 0) return "INCOMPLETE nothing was looked at";
  const asked = rules.filter(({ id, types }) => types.length === 0 && Object.hasOwn(summary.by_rule, id));
  // What the organisation is asked says nothing of what was looked at.
  if (summary.pairs === asked.reduce((sum, { id }) => sum + summary.by_rule[id]!.manual, 0))
    return "INCOMPLETE no rule applied to anything that was looked at";
  if (unknown > 0) return `INCOMPLETE ${unknownPairs(unknown)}${threshold}`;
  return undefined;
}

/** Undefined where there is none. */
function exemptionsToMend({ exemptions }: Run): string | undefined {
  const count = exemptions.filter(({ unused, over_broad: broad }) => unused || broad).length;
  return count === 0 ? undefined : `FAIL ${count} ${count === 1 ? "exemption" : "exemptions"} unused or over-broad`;
}

function findings(count: number): string {
  return `${count} ${count === 1 ? "finding" : "findings"}`;
}

function unknownPairs(count: number): string {
  return `${count} ${count === 1 ? "pair" : "pairs"} unknown`;
}

/** Without a threshold there may be open findings: that nothing fails is all that can be said. */
function okText(failOn: FailOn, own: ReadonlyMap<string, FailOn>): string {
  if (failOn === "none" && own.size === 0) return "OK no finding fails (no threshold)";
  return `OK no open findings ${atThreshold(failOn, own)}`;
}

/** Undefined where there is nothing of them. */
function notStableText(fail: number, unknown: number): string | undefined {
  const parts = [...(fail > 0 ? [findings(fail)] : []), ...(unknown > 0 ? [unknownPairs(unknown)] : [])];
  return parts.length === 0 ? undefined : `${parts.join(" and ")} of rules not stable not counted`;
}

function disputedText(count: number): string {
  return count === 0 ? "" : `, ${count} of them disputed`;
}

function atThreshold(failOn: FailOn, own: ReadonlyMap<string, FailOn>): string {
  const words = failOn === "none" ? "(no threshold)" : `at or above ${failOn}`;
  const single = [...own].toSorted(compareKeys).map(([owner, word]) => `${owner} ${word}`);
  return single.length === 0 ? words : `${words}, or the owner's own: ${single.join(", ")}`;
}
