import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import type { Outcome } from "../../src/model/words.ts";
import { notHeld } from "../../src/report/listed.ts";
import { SAMPLE } from "./sample-run.ts";

/** Holds two of three passes and all of two fails. */
const RUN: Run = {
  ...SAMPLE,
  evaluations: (["fail", "fail", "pass", "pass"] as const).map((outcome) => ({ ...SAMPLE.evaluations[0]!, outcome })),
  summary: { ...SAMPLE.summary, pass: 3, fail: 2, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 },
};

describe("what a list leaves out", () => {
  it.each<[include: "all" | Outcome[], said: string | undefined]>([
    ["all", "the run does not hold 1 of 3 pass: scan with --save and --include all"],
    [["pass", "manual"], "the run does not hold 1 of 3 pass: scan with --save and --include pass,manual"],
    [["fail", "unknown"], undefined],
    [[], undefined],
  ])("of %s is said", (include, said) => {
    expect(notHeld(RUN, include)).toBe(said);
  });
});
