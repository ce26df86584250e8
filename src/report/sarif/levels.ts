import type { Outcome, Severity } from "../../model/words.ts";

export const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** In GitHub's bands: critical is over 9.0, high from 7.0, medium from 4.0, low from 0.1. */
export const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.5",
  info: "0.0",
};

/** What is no finding has a kind of its own, and never counts as a pass or a fail. */
export const KINDS: Readonly<Record<Outcome, "fail" | "pass" | "open" | "review" | "notApplicable">> = {
  fail: "fail",
  pass: "pass",
  unknown: "open",
  manual: "review",
  inherited: "notApplicable",
  not_applicable: "notApplicable",
};
