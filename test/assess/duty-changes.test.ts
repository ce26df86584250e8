import { describe, expect, it } from "vitest";
import { dutyChanges } from "../../src/assess/duty-changes.ts";
import type { RunAttestation } from "../../src/model/attestation.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { bare, SAMPLE } from "../report/sample-run.ts";

const BEFORE: Run = { ...SAMPLE, evaluations: SAMPLE.evaluations.map(bare) };
const FAIL = BEFORE.evaluations.find(({ outcome }) => outcome === "fail")!;

function changed(change: Partial<Evaluation>): Run {
  const evaluations = BEFORE.evaluations.map((one) => (one === FAIL ? { ...one, ...change } : one));
  return { ...BEFORE, evaluations };
}

const SOC = { id: "soc", state: "valid", expires: "2027-01-01" } as RunAttestation;

const same = (id: string): string => id;

describe("what moved beside the findings", () => {
  it("is nothing between equal runs", () => {
    const none = { newly_inherited: [], newly_unknown: [], owners_changed: [], attestations_changed: [] };
    expect(dutyChanges(BEFORE, BEFORE, same)).toEqual(none);
  });

  it.each(["inherited", "unknown"] as const)("names what is newly %s", (outcome) => {
    const { newly_inherited: ours, newly_unknown: blind } = dutyChanges(BEFORE, changed({ outcome }), same);
    const named = outcome === "inherited" ? ours : blind;
    expect(named.map(({ fingerprint }) => fingerprint)).toEqual([FAIL.fingerprint]);
    expect(ours.length + blind.length).toBe(1);
  });

  it("takes an unknown pair that was a pass, and so was not kept, for newly unknown", () => {
    const later = { ...BEFORE, evaluations: [{ ...FAIL, outcome: "unknown" as const, fingerprint: "passed" }] };
    expect(dutyChanges(BEFORE, later, same).newly_unknown).toHaveLength(1);
    const unasked = { ...later, evaluations: [{ ...later.evaluations[0]!, rule_id: "aws-new-rule" }] };
    expect(dutyChanges(BEFORE, unasked, same).newly_unknown).toEqual([]);
    const renamed = (id: string): string => (id === FAIL.rule_id ? "aws-new-rule" : id);
    expect(dutyChanges(BEFORE, unasked, renamed).newly_unknown).toHaveLength(1);
  });

  it("names owners that changed", () => {
    const owner = { id: "pay", because: "tag", unit: null };
    expect(dutyChanges(BEFORE, changed({ owner }), same).owners_changed).toMatchObject([
      { from: FAIL.owner.id, to: "pay" },
    ]);
  });

  it.each<[string, RunAttestation[], RunAttestation[], unknown[]]>([
    ["new", [], [SOC], [{ id: "soc", from: null, to: "valid", expires: "2027-01-01" }]],
    ["gone", [SOC], [], [{ id: "soc", from: "valid", to: null, expires: "2027-01-01" }]],
    [
      "expired",
      [SOC],
      [{ ...SOC, state: "expired" }],
      [{ id: "soc", from: "valid", to: "expired", expires: "2027-01-01" }],
    ],
    ["the same", [SOC], [SOC], []],
  ])("tells of an attestation that is %s", (_, then, now, wanted) => {
    const told = dutyChanges({ ...BEFORE, attestations: then }, { ...BEFORE, attestations: now }, same);
    expect(told.attestations_changed).toEqual(wanted);
  });
});
