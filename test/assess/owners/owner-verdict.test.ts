import { describe, expect, it } from "vitest";
import { decideOwnerVerdict } from "../../../src/assess/owners/owner-verdict.ts";
import { decideVerdict } from "../../../src/assess/verdict.ts";
import type { Evaluation, Run } from "../../../src/model/run.ts";
import type { FailOn, Verdict } from "../../../src/model/verdict.ts";
import type { Outcome } from "../../../src/model/words.ts";
import { SAMPLE } from "../../report/sample-run.ts";
import { ownedRun } from "./owned-run.ts";

const GATE = { failOn: "low", allowed: 0 } as const;

type Pair = [owner: string, unit: string | null, outcome: Outcome];

describe("the result for one owner", () => {
  it.each<[string, string, Pair[], number, string]>([
    [
      "its own finding",
      "pay",
      [
        ["pay", "payments", "fail"],
        ["net", "payments", "pass"],
      ],
      1,
      "FAIL 1 finding at or above low",
    ],
    [
      "another's finding",
      "net",
      [
        ["pay", "payments", "fail"],
        ["net", "payments", "pass"],
      ],
      0,
      "OK no open findings at or above low",
    ],
    [
      "its own unknown",
      "pay",
      [
        ["pay", "payments", "unknown"],
        ["pay", "payments", "pass"],
      ],
      3,
      "INCOMPLETE 1 pair unknown at or above low",
    ],
    [
      "a finding of nobody in its unit",
      "pay",
      [
        ["pay", "payments", "pass"],
        ["unassigned", "payments", "fail"],
      ],
      3,
      "INCOMPLETE 1 pair unassigned in the units of pay",
    ],
    [
      "a blind spot of nobody in its unit",
      "pay",
      [
        ["pay", "payments", "pass"],
        ["unassigned", "payments", "unknown"],
      ],
      3,
      "INCOMPLETE 1 pair unassigned in the units of pay",
    ],
    [
      "a finding of nobody in another unit",
      "pay",
      [
        ["pay", "payments", "pass"],
        ["unassigned", "second", "fail"],
      ],
      0,
      "OK no open findings at or above low",
    ],
    [
      "a finding of nobody, of one who works everywhere",
      "net",
      [
        ["net", null, "pass"],
        ["unassigned", "second", "fail"],
      ],
      3,
      "INCOMPLETE 1 pair unassigned in the units of net",
    ],
    [
      "a finding of nobody where it is accountable",
      "boss",
      [
        ["boss", "second", "pass"],
        ["unassigned", "second", "fail"],
      ],
      3,
      "INCOMPLETE 1 pair unassigned in the units of boss",
    ],
    [
      "both",
      "pay",
      [
        ["pay", "payments", "fail"],
        ["unassigned", "payments", "fail"],
      ],
      1,
      "FAIL 1 finding at or above low; 1 pair unassigned in the units of pay",
    ],
    [
      "one who owns nothing",
      "pay",
      [["net", "payments", "pass"]],
      3,
      "INCOMPLETE no rule applied to anything that was looked at",
    ],
    ["nobody, of findings", "unassigned", [["unassigned", "payments", "fail"]], 1, "FAIL 1 finding at or above low"],
    ["nobody, of nothing", "unassigned", [["pay", "payments", "fail"]], 0, "OK nothing is unassigned"],
  ])("%s", (_, owner, pairs, exit, words) => {
    const run = ownedRun(pairs);
    const verdict = decideOwnerVerdict(run, owner, GATE, (part) => decideVerdict(part, { failOn: "low" }));
    expect(verdict).toMatchObject({ exit, words });
  });
});

describe("what may be unknown, where it is said", () => {
  it.each<[string, Pair[], number, number, string, string]>([
    [
      "of nobody",
      [
        ["pay", "payments", "pass"],
        ["unassigned", "payments", "unknown"],
      ],
      1,
      0,
      "OK no open findings at or above low",
      "1 unknown and unassigned allowed",
    ],
    [
      "its own and nobody's",
      [
        ["pay", "payments", "unknown"],
        ["unassigned", "payments", "unknown"],
      ],
      2,
      0,
      "OK no open findings at or above low",
      "1 unknown allowed; 1 unknown and unassigned allowed",
    ],
    [
      "not both, where the number is for one",
      [
        ["pay", "payments", "unknown"],
        ["unassigned", "payments", "unknown"],
      ],
      1,
      3,
      "INCOMPLETE 1 pair unassigned in the units of pay",
      "1 unknown allowed",
    ],
    [
      "nobody's beside a finding of its own",
      [
        ["pay", "payments", "fail"],
        ["unassigned", "payments", "unknown"],
      ],
      1,
      1,
      "FAIL 1 finding at or above low",
      "1 unknown and unassigned allowed",
    ],
    [
      "and a finding of nobody's is none of it",
      [
        ["pay", "payments", "pass"],
        ["unassigned", "payments", "fail"],
        ["unassigned", "payments", "unknown"],
      ],
      9,
      3,
      "INCOMPLETE 1 pair unassigned in the units of pay",
      "1 unknown and unassigned allowed",
    ],
  ])("%s", (_, pairs, allowed, exit, words, aside) => {
    const decide = (part: Run): Verdict =>
      decideVerdict(part, { failOn: "low", allowIncomplete: true, maxUnknown: allowed });
    expect(decideOwnerVerdict(ownedRun(pairs), "pay", { failOn: "low", allowed }, decide)).toMatchObject({
      exit,
      words,
      aside,
    });
  });
});

describe("what is closed of what nobody owns in its units", () => {
  const EXEMPTION = SAMPLE.evaluations.find(({ exemption }) => exemption)!.exemption!;

  it.each<[string, Outcome, Partial<Evaluation>]>([
    ["an exempted finding", "fail", { exemption: EXEMPTION }],
    ["a finding that the baseline has", "fail", { baseline: "known" }],
    ["an accepted blind spot", "unknown", { accepted_blind_spot: "closed" }],
  ])("leaves the owner's result as it is: %s", (_, outcome, closed) => {
    const run = ownedRun([
      ["pay", "payments", "pass"],
      ["unassigned", "payments", outcome],
    ]);
    const evaluations = run.evaluations.map((one) => (one.outcome === outcome ? { ...one, ...closed } : one));
    const decide = (part: Run): Verdict => decideVerdict(part, { failOn: "low" });
    expect(decideOwnerVerdict({ ...run, evaluations }, "pay", GATE, decide).exit).toBe(0);
    expect(decideOwnerVerdict(run, "pay", GATE, decide).exit).toBe(3);
  });
});

describe("a threshold of an owner's own, where the whole is judged", () => {
  it.each<[string, Pair[], [string, FailOn][], number, string]>([
    [
      "lets its findings below it through",
      [["pay", "payments", "fail"]],
      [["pay", "critical"]],
      0,
      "OK no open findings at or above low, or the owner's own: pay critical",
    ],
    [
      "is not another's",
      [
        ["pay", "payments", "fail"],
        ["net", "payments", "fail"],
      ],
      [["pay", "none"]],
      1,
      "FAIL 1 finding at or above low, or the owner's own: pay none",
    ],
    [
      "says how much unknown is too much",
      [
        ["pay", "payments", "unknown"],
        ["net", "payments", "unknown"],
      ],
      [["net", "critical"]],
      3,
      "INCOMPLETE 1 pair unknown at or above low, or the owner's own: net critical",
    ],
    [
      "of one who owns nothing changes nothing",
      [["pay", "payments", "fail"]],
      [["boss", "none"]],
      1,
      "FAIL 1 finding at or above low, or the owner's own: boss none",
    ],
  ])("%s", (_, pairs, own, exit, words) => {
    expect(decideVerdict(ownedRun(pairs), { failOn: "low", ownFailOn: new Map(own) })).toMatchObject({ exit, words });
  });

  it("may be lower than the one for all", () => {
    const run = ownedRun([["pay", "payments", "fail"]]);
    expect(decideVerdict(run, { failOn: "critical" }).exit).toBe(0);
    expect(decideVerdict(run, { failOn: "critical", ownFailOn: new Map([["pay", "low"]]) })).toMatchObject({
      exit: 1,
      openAtThreshold: 1,
    });
  });

  it("loses no finding of a run whose owners nobody knows", () => {
    const run = ownedRun([["pay", "payments", "fail"]]);
    const without = { ...run, summary: { ...run.summary, by_owner: {} } };
    expect(decideVerdict(without, { failOn: "low", ownFailOn: new Map([["net", "none"]]) }).openAtThreshold).toBe(1);
  });
});
