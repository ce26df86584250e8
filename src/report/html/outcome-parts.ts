import type { OutcomeCounts } from "../../model/run.ts";
import type { Outcome } from "../../model/words.ts";
import type { Part, Shade } from "./chart.ts";

const SHADES: Readonly<Record<Outcome, Shade>> = {
  pass: "pass",
  fail: "fail",
  unknown: "unknown",
  manual: "manual",
  inherited: "inherited",
  not_applicable: "none",
};

/** Every outcome as a part of a bar, in the order in which they are read. */
export const OUTCOME_PARTS = (["pass", "fail", "unknown", "manual", "inherited", "not_applicable"] as const).map(
  (outcome) => ({ outcome, shade: SHADES[outcome], words: outcome.replaceAll("_", " ") }),
);

/** All that came of some pairs, as the parts of a bar. */
export function outcomeParts(counts: OutcomeCounts): (Part & (typeof OUTCOME_PARTS)[number])[] {
  return OUTCOME_PARTS.map((part) => ({ ...part, count: counts[part.outcome] }));
}
