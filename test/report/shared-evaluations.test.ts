import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../src/model/run.ts";
import { createSharedEvaluations } from "../../src/report/shared-evaluations.ts";
import { SAMPLE } from "./sample-run.ts";

const copyOf = (evaluation: Evaluation): Evaluation => structuredClone(evaluation);
const [one] = SAMPLE.evaluations as [Evaluation];

describe("evaluations that share what they have in common", () => {
  it("say what they said", () => {
    const shared = createSharedEvaluations();
    const read = [...SAMPLE.evaluations, ...SAMPLE.evaluations].map(copyOf);
    expect(read.map((evaluation) => shared(copyOf(evaluation)))).toEqual(read);
  });

  it("hold it once", () => {
    const shared = createSharedEvaluations();
    const [first, second] = [shared(copyOf(one)), shared({ ...copyOf(one), rule_id: "another", fingerprint: "f" })];
    expect(second.resource).toBe(first.resource);
    expect(second.responsibility).toBe(first.responsibility);
    expect(second.owner).toBe(first.owner);
    expect(second.evidence).toBe(first.evidence);
  });

  it("hold a place that was not read once, whatever came between", () => {
    const shared = createSharedEvaluations();
    const placeholder = (account: string): Evaluation => ({
      ...copyOf(one),
      resource: { ...copyOf(one).resource, account, id: null, name: "" },
    });
    const [first, , again] = ["1", "2", "1"].map((account) => shared(placeholder(account)));
    expect(again!.resource).toBe(first!.resource);
  });

  it.each<[string, Partial<Evaluation["resource"]>]>([
    ["another name", { name: "another" }],
    ["another account", { account: "another" }],
    ["another region", { region: "another" }],
    ["another type", { type: "another" }],
    ["another provider", { provider: "another" }],
    ["another call", { source: "another" }],
    ["another time", { confirmed_at: "2026-01-01T00:00:00Z" }],
  ])("do not share a resource of %s under the same id", (_, difference) => {
    const shared = createSharedEvaluations();
    shared(copyOf(one));
    const other = { ...copyOf(one), resource: { ...one.resource, ...difference } };
    expect(shared(copyOf(other))).toEqual(other);
  });

  it("do not share facts that differ in what was seen alone", () => {
    const shared = createSharedEvaluations();
    const seen = [null, "", 0, false, [], {}, "[]", "null"];
    const all = seen.map((value) => ({
      ...copyOf(one),
      evidence: [{ path: "configuration.x", seen: value, state: "value" as const, wanted: "equals 1" }],
    }));
    expect(all.map((evaluation) => shared(copyOf(evaluation)))).toEqual(all);
  });
});
