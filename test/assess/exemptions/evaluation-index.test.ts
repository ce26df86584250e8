import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexEvaluations } from "../../../src/assess/exemptions/evaluation-index.ts";
import { createFits } from "../../../src/assess/exemptions/match.ts";
import type { Grant } from "../../../src/assess/exemptions/read.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { SAMPLE } from "../../report/sample-run.ts";

const [sample] = SAMPLE.evaluations as [Evaluation];
const word = fc.constantFrom("a", "A", "b", "a*", "*", "");
const name = fc.constantFrom("a", "A", "b", "");
const outcome = fc.constantFrom("fail", "unknown", "pass");

const evaluation = fc
  .record({ rule_id: name, outcome, id: fc.option(name), fingerprint: name })
  .map(({ id, ...one }): Evaluation => ({ ...sample, ...one, evidence: [], resource: { ...sample.resource, id } }));
const grant = fc
  .record({ rule: name, match: fc.record({ id: word, fingerprint: word }, { requiredKeys: [] }) })
  .map((one): Grant => {
    return { id: "g", kind: "accepted_risk", reason: "r", approved_by: "p", until: "2030-01-01", ...one };
  });

describe("evaluations by what an entry names", () => {
  it.each([true, false])("miss none that it fits, with case folded: %s", (folds) => {
    const fits = createFits(() => folds, []);
    fc.assert(
      fc.property(fc.array(evaluation), grant, fc.constantFrom("fail", "unknown"), (evaluations, asking, asked) => {
        const all = evaluations.filter((one) => one.outcome === asked && fits(asking, one));
        const found = indexEvaluations(evaluations)(asking, asked);
        expect(found.filter((one) => fits(asking, one))).toEqual(all);
      }),
    );
  });

  it("are those of every rule where the entry names none", () => {
    const [first, second] = ["one", "two"].map((rule): Evaluation => ({
      ...sample,
      rule_id: rule,
      outcome: "unknown",
    })) as [Evaluation, Evaluation];
    const index = indexEvaluations([first, second, { ...first, outcome: "fail" }]);
    expect(index({ rule: null, match: {} }, "unknown")).toEqual([first, second]);
  });

  it("are that resource alone where the entry names one", () => {
    const ids = ["x", "y", "z"];
    const evaluations = ids.map((id): Evaluation => ({
      ...sample,
      outcome: "fail",
      resource: { ...sample.resource, id },
    }));
    const index = indexEvaluations(evaluations);
    expect(index({ rule: sample.rule_id, match: { id: "y" } }, "fail")).toEqual([evaluations[1]]);
  });
});
