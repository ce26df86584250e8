import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUp } from "../../../src/assess/merge/add-up.ts";
import { mergeRuns } from "../../../src/assess/merge/merge-runs.ts";
import type { NamedRun } from "../../../src/assess/merge/newest-of-each.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { type EstatePart, type Evaluation, ORGANIZATION, type Run } from "../../../src/model/run.ts";
import { OUTCOMES } from "../../../src/model/words.ts";
import { CLEAN, SAMPLE } from "../../report/sample-run.ts";

function of(accounts: string[], as_of: string, run: Run = SAMPLE): NamedRun {
  const summary = { ...run.summary, accounts: { aws: accounts } };
  return { file: `${accounts.join("+")}@${as_of}`, run: { ...run, as_of, summary } };
}

const ONE = of(["111122223333"], "2026-11-20T00:00:00Z");
const TWO = of(["444455556666"], "2026-11-21T00:00:00Z", CLEAN);
const OLD_ONE = of(["111122223333"], "2026-10-01T00:00:00Z", CLEAN);
const THREE = of(["777788889999"], "2026-11-21T00:00:00Z");

const NOTHING = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };

describe("merging runs", () => {
  it("leaves one run as it is", () => {
    expect(mergeRuns([ONE])).toBe(ONE.run);
  });

  it("adds up the counts, and they still add up", () => {
    const { summary, evaluations } = mergeRuns([ONE, TWO]);
    expect(summary.pairs).toBe(SAMPLE.summary.pairs + CLEAN.summary.pairs);
    expect(OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0)).toBe(summary.pairs);
    expect(summary.accounts).toEqual({ aws: ["111122223333", "444455556666"] });
    expect(evaluations).toHaveLength(SAMPLE.evaluations.length + CLEAN.evaluations.length);
  });

  it("counts a duty of the organisation once, however many runs were asked it", () => {
    const counts = { ...NOTHING, manual: 1 };
    const owner = { id: "people", because: "role", unit: null };
    const duty: Evaluation = {
      ...SAMPLE.evaluations[0]!,
      rule_id: "org-people-trained",
      outcome: "manual",
      resource: { ...ORGANIZATION, region: "global", id: "organization", name: "the organisation" },
      responsibility: { ...SAMPLE.evaluations[0]!.responsibility, party: "customer", layer: "identity" },
      owner,
      fingerprint: "duty",
    };
    const pairs = {
      ...counts,
      pairs: 1,
      by_party: { customer: counts },
      by_layer: { identity: counts },
      by_rule: { [duty.rule_id]: counts },
      by_account: { org: { "*": counts } },
    };
    const part: EstatePart = {
      unit: null,
      provider: "org",
      type: "organization",
      service: "organization",
      resources: 0,
      accounts: [],
      regions: [],
      layers: [{ layer: "identity", party: "customer", counts }],
    };
    const asked = ({ file, run }: NamedRun): NamedRun => {
      const summary = addUp(run.summary, { ...pairs, by_owner: { people: pairs } }) as Run["summary"];
      return { file, run: { ...run, evaluations: [...run.evaluations, duty], estate: [...run.estate, part], summary } };
    };
    const once = mergeRuns([asked(ONE), TWO, THREE]);
    const thrice = mergeRuns([asked(ONE), asked(TWO), asked(THREE)]);
    expect(thrice.evaluations.filter(({ fingerprint }) => fingerprint === "duty")).toHaveLength(1);
    expect(thrice.summary).toEqual(once.summary);
    expect(thrice.estate).toEqual(once.estate);
    const { file, run } = asked(TWO);
    const { by_account: _, ...counted } = run.summary;
    const early: NamedRun = { file, run: { ...run, estate: [], summary: { ...counted, by_account: {} } } };
    const { summary, estate } = mergeRuns([
      { ...asked(ONE), run: { ...asked(ONE).run, as_of: "2026-12-01T00:00:00Z" } },
      early,
    ]);
    expect(summary.by_account["org"]).toEqual({ "*": counts });
    expect(estate.find(({ provider }) => provider === "org")).toEqual(part);
  });

  it("gives the same whatever the order", () => {
    const want = JSON.stringify(mergeRuns([ONE, TWO, OLD_ONE, THREE]));
    fc.assert(
      fc.property(fc.shuffledSubarray([ONE, TWO, OLD_ONE, THREE], { minLength: 4 }), (runs) => {
        expect(JSON.stringify(mergeRuns(runs as [NamedRun, ...NamedRun[]]))).toBe(want);
      }),
    );
  });

  it("takes the newer of two runs of one account, and says which it left out", () => {
    const { summary, warnings, as_of } = mergeRuns([OLD_ONE, ONE]);
    expect(as_of).toBe(ONE.run.as_of);
    expect(summary.pairs).toBe(SAMPLE.summary.pairs);
    expect(warnings).toContain(
      `${OLD_ONE.file} (as of ${OLD_ONE.run.as_of}) is left out: ${ONE.file} (as of ${ONE.run.as_of}) is of the same accounts and newer`,
    );
  });

  it("takes the first by name of two equally new ones, and calls neither newer", () => {
    const again = { ...of(["111122223333"], ONE.run.as_of, CLEAN), file: "0.run" };
    for (const runs of [[ONE, again] as const, [again, ONE] as const]) {
      const { summary, warnings } = mergeRuns([...runs]);
      expect(summary.pairs).toBe(CLEAN.summary.pairs);
      expect(warnings).toContain(
        `${ONE.file} (as of ${ONE.run.as_of}) is left out: 0.run (as of ${ONE.run.as_of}) is of the same accounts and as new`,
      );
    }
  });

  it("refuses runs that share some accounts and not others", () => {
    const both = of(["111122223333", "444455556666"], "2026-11-01T00:00:00Z");
    expect(() => mergeRuns([both, ONE])).toThrow(DiagnosticError);
  });

  it("cannot say what should be there where one run cannot", () => {
    const expected = { provider: "aws", account: "111122223333" };
    const scoped = { ...ONE, run: { ...ONE.run, scope: { name: "a", expected: [expected] } } };
    expect(mergeRuns([scoped, TWO]).scope).toEqual({ name: "a, sample estate" });
    const other = {
      ...TWO,
      run: { ...TWO.run, scope: { name: "b", expected: [{ ...expected, regions: ["eu-west-1"] }] } },
    };
    expect(mergeRuns([scoped, other]).scope.expected).toEqual([{ ...expected, regions: ["eu-west-1"] }]);
  });

  it("may lack something where one run asked for some things only", () => {
    const some = { ...ONE, run: { ...ONE.run, scope: { name: "a", partial: true } } };
    expect(mergeRuns([some, TWO]).scope.partial).toBe(true);
    expect(mergeRuns([ONE, TWO]).scope).not.toHaveProperty("partial");
  });

  it("lays no baseline of a single run over the whole", () => {
    const held = { ...ONE, run: { ...ONE.run, baseline: { scope: "x", as_of: "y", fixed: [], not_judged: 0 } } };
    expect(mergeRuns([held, TWO]).baseline).toBeUndefined();
  });
});
