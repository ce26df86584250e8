import { describe, expect, it } from "vitest";
import { cellOf } from "../../../src/assess/matrix/cell.ts";
import type { BackingState } from "../../../src/model/attestation.ts";
import type { OutcomeCounts } from "../../../src/model/run.ts";

const NONE: OutcomeCounts = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
const FREE = { requireEvidence: false };

function customer(counts: Partial<OutcomeCounts>, answered = 0): Parameters<typeof cellOf>[0] {
  return { counts: { ...NONE, ...counts }, answered, exempted: 0, customers: true, backings: [], assumed: false };
}

function provider(...states: BackingState[]): Parameters<typeof cellOf>[0] {
  const backings = states.map((state) => ({ id: state === "missing" ? null : `a-${state}`, state }));
  return { counts: NONE, answered: 0, exempted: 0, customers: false, backings, assumed: false };
}

describe("the customer's half", () => {
  it.each<[string, Partial<OutcomeCounts>, number, string]>([
    ["a pass", { pass: 1 }, 0, "assessed"],
    ["a fail among unknowns", { fail: 1, unknown: 9 }, 0, "assessed"],
    ["unknowns alone", { unknown: 2 }, 0, "not_assessed"],
    ["questions to people, unanswered", { manual: 2 }, 1, "not_assessed"],
    ["questions to people, all answered", { manual: 2 }, 2, "attested"],
    ["answers beside an unknown", { manual: 2, unknown: 1 }, 2, "not_assessed"],
    ["questions that did not apply", { not_applicable: 3 }, 0, "not_assessed"],
    ["no question", {}, 0, "uncovered"],
  ])("with %s", (_, counts, answered, state) => {
    const cell = cellOf(customer(counts, answered), FREE);
    expect(cell).toMatchObject({ state, customer: { state }, provider: null });
  });
});

describe("the provider's half", () => {
  it.each<[BackingState[], string, string]>([
    [["valid"], "attested", "attested"],
    [["bridged"], "attested", "attested"],
    [["expiring"], "attested", "attested"],
    [["missing"], "not_assessed", "uncovered"],
    [["unreviewed"], "not_assessed", "uncovered"],
    [["not_yet_valid"], "not_assessed", "uncovered"],
    [["expired"], "uncovered", "uncovered"],
    [["qualified"], "uncovered", "uncovered"],
    [["valid", "missing"], "not_assessed", "uncovered"],
    [["valid", "expired"], "uncovered", "uncovered"],
  ])("with %s is %s, and where evidence is required %s", (states, state, required) => {
    expect(cellOf(provider(...states), FREE)).toMatchObject({ state, customer: null, provider: { state } });
    expect(cellOf(provider(...states), { requireEvidence: true }).state).toBe(required);
  });

  it("names what stands behind it, once each", () => {
    expect(cellOf(provider("valid", "valid", "bridged"), FREE).provider?.attestations).toEqual([
      "a-bridged",
      "a-valid",
    ]);
  });
});

describe("a shared cell", () => {
  it.each<[Partial<OutcomeCounts>, BackingState, string]>([
    [{ pass: 1 }, "valid", "assessed"],
    [{ pass: 1 }, "missing", "not_assessed"],
    [{ pass: 1 }, "expired", "uncovered"],
    [{ unknown: 1 }, "valid", "not_assessed"],
    [{}, "valid", "uncovered"],
  ])("with %s and evidence %s is %s: the worse half decides", (counts, backing, state) => {
    const cell = cellOf({ ...customer(counts), backings: [{ id: "a", state: backing }] }, FREE);
    expect(cell.state).toBe(state);
    expect(cell.customer).not.toBeNull();
    expect(cell.provider).not.toBeNull();
  });

  it("of which nothing exists is not applicable", () => {
    expect(cellOf({ ...provider(), customers: false }, FREE).state).toBe("n/a");
  });
});
