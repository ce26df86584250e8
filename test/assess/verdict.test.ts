import { describe, expect, it } from "vitest";
import { decideVerdict } from "../../src/assess/verdict.ts";
import type { OutcomeCounts, Run, RunRule } from "../../src/model/run.ts";
import type { FailOn } from "../../src/model/verdict.ts";
import type { RuleStatus, Severity } from "../../src/model/words.ts";

const NONE: OutcomeCounts = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };

interface Counted {
  /** Missing: the rule judges a type. */
  types?: readonly string[];
  manual?: number;
  severity?: Severity;
  status?: RuleStatus;
  fail?: number;
  unknown?: number;
  inherited?: number;
  pass?: number;
}

/** A run whose rules have these counts; decideVerdict reads nothing else. */
function runOf(rules: Counted[], resources = 3): Run {
  const by_rule: Record<string, OutcomeCounts> = {};
  const runRules: Pick<RunRule, "id" | "severity" | "status" | "types">[] = [];
  let pairs = 0;
  rules.forEach(({ severity = "medium", status = "stable", types = ["T"], ...counts }, index) => {
    const id = `rule-${index}`;
    by_rule[id] = { ...NONE, ...counts };
    pairs += Object.values(by_rule[id]).reduce((sum, count) => sum + count, 0);
    runRules.push({ id, severity, status, types });
  });
  return { rules: runRules, evaluations: [], exemptions: [], summary: { by_rule, pairs, resources } } as unknown as Run;
}

describe("decideVerdict", () => {
  const table: [name: string, run: Run, failOn: FailOn, exit: number, words: string][] = [
    ["all passes", runOf([{ pass: 4 }]), "low", 0, "OK no open findings at or above low"],
    [
      "only the organisation is asked",
      runOf([{ manual: 1, types: [] }]),
      "low",
      3,
      "INCOMPLETE no rule applied to anything that was looked at",
    ],
    ["a person is asked about a resource", runOf([{ manual: 1 }]), "low", 0, "OK no open findings at or above low"],
    ["one open finding", runOf([{ fail: 1 }]), "low", 1, "FAIL 1 finding at or above low"],
    ["findings at the threshold", runOf([{ fail: 2 }]), "medium", 1, "FAIL 2 findings at or above medium"],
    ["findings below the threshold", runOf([{ fail: 2 }]), "high", 0, "OK no open findings at or above high"],
    ["info is below low", runOf([{ severity: "info", fail: 1 }]), "low", 0, "OK no open findings at or above low"],
    [
      "experimental rules never fail",
      runOf([{ status: "experimental", severity: "critical", fail: 1, unknown: 1 }]),
      "info",
      0,
      "OK no open findings at or above info; 1 finding and 1 pair unknown of rules not stable not counted",
    ],
    [
      "experimental rules are said beside the stable ones",
      runOf([{ fail: 4 }, { status: "experimental", fail: 3 }, { status: "experimental", severity: "low", fail: 2 }]),
      "medium",
      1,
      "FAIL 4 findings at or above medium; 3 findings of rules not stable not counted",
    ],
    [
      "deprecated rules never fail",
      runOf([{ status: "deprecated", fail: 1 }]),
      "low",
      0,
      "OK no open findings at or above low; 1 finding of rules not stable not counted",
    ],
    [
      "what is unknown of experimental rules is said, so that the unknown add up",
      runOf([{ unknown: 5 }, { status: "experimental", unknown: 2 }]),
      "low",
      3,
      "INCOMPLETE 5 pairs unknown at or above low; 2 pairs unknown of rules not stable not counted",
    ],
    [
      "unknown at the threshold",
      runOf([{ pass: 1, unknown: 1 }]),
      "low",
      3,
      "INCOMPLETE 1 pair unknown at or above low",
    ],
    [
      "of what is unknown only what is at the threshold leaves a run incomplete, which the words say",
      runOf([{ severity: "critical", unknown: 2 }, { unknown: 7 }]),
      "critical",
      3,
      "INCOMPLETE 2 pairs unknown at or above critical",
    ],
    ["unknown below the threshold", runOf([{ unknown: 3 }]), "high", 0, "OK no open findings at or above high"],
    [
      "findings win over unknown and both are said",
      runOf([{ fail: 7 }, { unknown: 3 }]),
      "low",
      1,
      "FAIL 7 findings at or above low; INCOMPLETE 3 pairs unknown",
    ],
    ["none never fails", runOf([{ severity: "critical", fail: 9 }]), "none", 0, "OK no finding fails (no threshold)"],
    ["nothing unread hides from none", runOf([{ unknown: 9 }]), "none", 0, "OK no finding fails (no threshold)"],
    ["inherited is no finding", runOf([{ inherited: 9 }]), "info", 0, "OK no open findings at or above info"],
    ["nothing looked at", runOf([], 0), "low", 3, "INCOMPLETE nothing was looked at"],
    ["nothing looked at, no threshold", runOf([], 0), "none", 3, "INCOMPLETE nothing was looked at"],
    ["blind spots only", runOf([{ severity: "info", unknown: 2 }], 0), "high", 3, "INCOMPLETE nothing was looked at"],
    ["no rule applied", runOf([], 5), "low", 3, "INCOMPLETE no rule applied to anything that was looked at"],
  ];
  it.each(table)("%s", (_name, run, failOn, exit, words) => {
    expect(decideVerdict(run, { failOn })).toMatchObject({ exit, words });
  });

  it("counts what it allows", () => {
    const verdict = decideVerdict(runOf([{ pass: 1, unknown: 4 }]), { failOn: "low", allowIncomplete: true });
    expect(verdict).toEqual({
      exit: 0,
      openAtThreshold: 0,
      unknownAtThreshold: 4,
      incomplete: false,
      words: "OK no open findings at or above low",
      aside: "4 unknown allowed",
    });
  });

  it.each([
    [3, 3, "INCOMPLETE 4 pairs unknown at or above low"],
    [4, 0, "OK no open findings at or above low"],
  ])("allows no more than %i: exit %i", (maxUnknown, exit, words) => {
    const run = runOf([{ pass: 1, unknown: 4 }]);
    expect(decideVerdict(run, { failOn: "low", allowIncomplete: true, maxUnknown })).toMatchObject({ exit, words });
  });

  it("does not allow a run over nothing", () => {
    expect(decideVerdict(runOf([], 0), { failOn: "low", allowIncomplete: true }).exit).toBe(3);
  });
});
