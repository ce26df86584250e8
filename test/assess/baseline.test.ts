import { describe, expect, it } from "vitest";
import { compareWithBaseline } from "../../src/assess/baseline.ts";
import { decideVerdict } from "../../src/assess/verdict.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { bare, SAMPLE } from "../report/sample-run.ts";

const OLD: Run = {
  ...SAMPLE,
  evaluations: SAMPLE.evaluations.map(bare),
  blind_spots: [],
};
const ONE = OLD.evaluations.find(({ outcome, severity }) => outcome === "fail" && severity === "critical")!;

/** The old run with one evaluation changed, or without it. */
function changed(change: Partial<Evaluation> | null, rest: Partial<Run> = {}): Run {
  const evaluations = OLD.evaluations.flatMap((one) =>
    one !== ONE ? one : change === null ? [] : { ...one, ...change },
  );
  return { ...OLD, evaluations, ...rest };
}

function compared(run: Run, baseline: Run = OLD): Run {
  return compareWithBaseline(run, baseline, (id) => (id === "old-name" ? ONE.rule_id : id));
}

function stateOf(run: Run): string | undefined {
  return run.evaluations.find(({ fingerprint }) => fingerprint === ONE.fingerprint)?.baseline;
}

describe("compareWithBaseline", () => {
  it("knows every finding of the same run, and nothing of it fails", () => {
    const run = compared(OLD);
    const states = run.evaluations.map(({ outcome, baseline }) => `${outcome} ${baseline}`);
    expect(new Set(states.filter((state) => state.startsWith("fail")))).toEqual(new Set(["fail known"]));
    expect(states.filter((state) => !state.startsWith("fail")).every((state) => state.endsWith("undefined"))).toBe(
      true,
    );
    expect(run.baseline).toEqual({ scope: OLD.scope.name, as_of: OLD.as_of, fixed: [], not_judged: 0 });
    expect(decideVerdict(run, { failOn: "low" })).toMatchObject({
      openAtThreshold: 0,
      aside: "5 known from the baseline",
    });
  });

  it.each([
    ["nothing changed", {}, ONE, "known"],
    ["less severe now", { severity: "low" }, ONE, "known"],
    ["other facts", { facts_digest: "other" }, ONE, "worsened"],
    ["more severe now", {}, { ...ONE, severity: "high" }, "worsened"],
    ["renamed since", {}, { ...ONE, rule_id: "old-name" }, "known"],
    ["a pass then", {}, { ...ONE, outcome: "pass" }, "new"],
    [
      "exempted then and open now",
      {},
      { ...ONE, exemption: SAMPLE.evaluations.find(({ exemption }) => exemption)!.exemption! },
      "new",
    ],
  ] as const)("%s", (_name, now, then, state) => {
    const baseline = { ...OLD, evaluations: OLD.evaluations.map((one) => (one === ONE ? (then as Evaluation) : one)) };
    const run = compared(changed(now), baseline);
    expect(stateOf(run)).toBe(state);
    expect(decideVerdict(run, { failOn: "low" }).openAtThreshold).toBe(state === "known" ? 0 : 1);
  });

  it.each([
    ["gone, or passes and was not kept", changed(null), 1, 0],
    ["passes", changed({ outcome: "pass" }), 1, 0],
    ["the provider's now", changed({ outcome: "inherited" }), 1, 0],
    ["unknown now", changed({ outcome: "unknown" }), 0, 1],
    [
      "behind a blind spot",
      changed(null, { blind_spots: [{ provider: "aws", types: ["*"], reason: "network", message: "x" }] }),
      0,
      1,
    ],
    [
      "in an account that was not looked at",
      changed(null, { summary: { ...OLD.summary, accounts: { aws: [] } } }),
      0,
      1,
    ],
    ["of a rule that was not asked", changed(null, { summary: { ...OLD.summary, by_rule: {} } }), 0, 1],
    [
      "in a region that was not in scope",
      changed(null, {
        scope: { name: "x", expected: [{ provider: "aws", account: ONE.resource.account, regions: ["us-east-1"] }] },
      }),
      0,
      1,
    ],
    ["where only some things were asked for", changed(null, { scope: { name: "x", partial: true } }), 0, 1],
  ])("calls fixed only what it can know: %s", (_name, run, fixed, notJudged) => {
    const { baseline } = compared(run);
    expect(baseline!.fixed.filter(({ fingerprint }) => fingerprint === ONE.fingerprint)).toHaveLength(fixed);
    expect(baseline!.not_judged).toBe(notJudged);
  });
});
