import { describe, expect, it } from "vitest";
import { countTypes, planReading, pullExpression } from "../../../../src/collect/aws/config/plan.ts";
import type { Plan } from "../../../../src/collect/aws/config/plan.ts";
import { fakeApi } from "./fake-api.ts";

const FAILURE = {
  reason: "access_denied",
  call: "config:GetDiscoveredResourceCounts",
  message: "no",
  help: "ask",
} as const;

function plan(types: string[], selectable: Record<string, number>, discovered: Record<string, number> = {}): Plan {
  const maps = { selectable: new Map(Object.entries(selectable)), discovered: new Map(Object.entries(discovered)) };
  return planReading(types, maps);
}

describe("planning by counts", () => {
  it.each<[string, string[], Record<string, number>, Record<string, number>, Partial<Plan>]>([
    ["nothing asked", [], { A: 3 }, {}, { queries: [], listed: [], empty: [] }],
    ["small types share a query", ["B", "A"], { A: 3, B: 4 }, {}, { queries: [["B", "A"]] }],
    ["a large type has its own", ["A", "B", "C"], { A: 3, B: 501, C: 1 }, {}, { queries: [["B"], ["A", "C"]] }],
    [
      "what only the recorder knows is listed",
      ["A", "B"],
      { A: 1 },
      { A: 1, B: 2 },
      { queries: [["A"]], listed: ["B"] },
    ],
    ["what nobody knows is not there", ["A", "B"], { A: 1 }, { A: 1 }, { empty: ["B"], listed: [] }],
    ["what was not asked for is left", ["A"], { A: 1, X: 9 }, { Y: 3 }, { queries: [["A"]], listed: [], empty: [] }],
  ])("%s", (_, types, selectable, discovered, expected) => {
    expect(plan(types, selectable, discovered)).toMatchObject(expected);
    expect(plan(types.toReversed(), selectable, discovered)).toEqual(plan(types, selectable, discovered));
  });

  it("leaves undecided what no query shows where the recorder's counts were refused", () => {
    const made = planReading(["A", "B"], { selectable: new Map([["A", 1]]), discovered: FAILURE });
    expect(made).toMatchObject({
      queries: [["A"]],
      listed: [],
      empty: [],
      undecided: { types: ["B"], failure: FAILURE },
    });
    const all = planReading(["A"], { selectable: new Map([["A", 1]]), discovered: FAILURE });
    expect(all.undecided).toBeUndefined();
  });

  it("keeps every query within the longest expression", () => {
    const types = Array.from({ length: 300 }, (_, n) => `AWS::Service${n}::SomeRatherLongResourceTypeName`);
    const { queries } = plan(types, Object.fromEntries(types.map((type) => [type, 1])));
    expect(queries.flat().toSorted()).toEqual(types.toSorted());
    for (const query of queries) expect(pullExpression(query).length).toBeLessThanOrEqual(4096);
  });
});

describe("counting", () => {
  const row = (resourceType: string, count: number): string => JSON.stringify({ resourceType, "COUNT(*)": count });

  it("adds up the pages of both counts", async () => {
    const api = fakeApi((operation, input) => {
      if (operation === "GetDiscoveredResourceCounts") return { resourceCounts: [{ resourceType: "B", count: 2 }] };
      return input["NextToken"] === undefined
        ? { Results: [row("A", 1)], NextToken: "more" }
        : { Results: [row("B", 2)] };
    });
    expect(await countTypes(api)).toEqual({
      selectable: new Map([
        ["A", 1],
        ["B", 2],
      ]),
      discovered: new Map([["B", 2]]),
    });
  });

  it.each([
    [{}],
    [{ Results: "none" }],
    [{ Results: [3] }],
    [{ Results: ["{"] }],
    [{ Results: ['{"resourceType":"A"}'] }],
  ])("takes %j for no answer", async (answer) => {
    expect(await countTypes(fakeApi(() => answer))).toMatchObject({ reason: "service_error", code: "ForeignAnswer" });
  });
});
