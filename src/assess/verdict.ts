import type { OutcomeCounts, Run } from "../model/run.ts";
import type { FailOn, Verdict } from "../model/verdict.ts";
import { isAtLeast, type RuleStatus } from "../model/words.ts";

export interface VerdictOptions {
  readonly failOn: FailOn;
  /** Unknown pairs do not make the run incomplete; the words say how many. A run over nothing stays incomplete. */
  readonly allowIncomplete?: boolean;
}

/**
 * Decides what the run comes to. Only stable rules can fail it or leave it incomplete; open findings win over
 * incompleteness, and the words say both, and how many findings at the threshold did not count. Under `none` no rule
 * is at the threshold, so that only a run over nothing is incomplete. Counts are taken from the summary, so that evaluations left out of the run still count.
 */
export function decideVerdict(run: Run, { failOn, allowIncomplete = false }: VerdictOptions): Verdict {
  const openAtThreshold = countAtThreshold(run, failOn, "fail");
  const unknownAtThreshold = countAtThreshold(run, failOn, "unknown");
  const incomplete = incompleteness(run, allowIncomplete ? 0 : unknownAtThreshold);
  const exit = openAtThreshold > 0 ? 1 : incomplete === undefined ? 0 : 3;
  const open = openAtThreshold > 0 ? `FAIL ${findings(openAtThreshold)} ${atThreshold(failOn)}` : undefined;
  const allowed = allowIncomplete && unknownAtThreshold > 0 ? `${unknownAtThreshold} unknown allowed` : undefined;
  const uncounted = countAtThreshold(run, failOn, "fail", (status) => status !== "stable");
  const aside = uncounted > 0 ? `${findings(uncounted)} of rules not stable not counted` : undefined;
  const parts = [open, incomplete, allowed, aside].filter((part) => part !== undefined);
  if (exit === 0) parts.unshift(`OK no open findings ${atThreshold(failOn)}`);
  return { exit, openAtThreshold, unknownAtThreshold, words: parts.join("; ") };
}

function countAtThreshold(
  run: Run,
  failOn: FailOn,
  outcome: keyof OutcomeCounts,
  counted: (status: RuleStatus) => boolean = (status) => status === "stable",
): number {
  if (failOn === "none") return 0;
  let total = 0;
  for (const { id, severity, status } of run.rules) {
    const counts = Object.hasOwn(run.summary.by_rule, id) ? run.summary.by_rule[id] : undefined;
    if (counts && counted(status) && isAtLeast(severity, failOn)) total += counts[outcome];
  }
  return total;
}

/** Undefined where the run is complete. */
function incompleteness({ summary }: Run, unknown: number): string | undefined {
  if (summary.resources === 0) return "INCOMPLETE nothing was looked at";
  if (summary.pairs === 0) return "INCOMPLETE no rule applied to anything that was looked at";
  if (unknown > 0) return `INCOMPLETE ${unknown} ${unknown === 1 ? "check" : "checks"} unknown`;
  return undefined;
}

function findings(count: number): string {
  return `${count} ${count === 1 ? "finding" : "findings"}`;
}

function atThreshold(failOn: FailOn): string {
  return failOn === "none" ? "(no threshold)" : `at or above ${failOn}`;
}
