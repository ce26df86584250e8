import type { Outcome } from "../../model/words.ts";
import type { Shade } from "./chart.ts";

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
