import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { firstDifference } from "../../src/report/first-difference.ts";
import { SAMPLE } from "./sample-run.ts";

/** Every place in a value at which a text, number or truth value stands. */
function leaves(value: unknown, at: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value !== "object" || value === null) return value === undefined ? [] : [at];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, [...at, key]));
}

function flipped(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined)
    return typeof value === "boolean" ? !value : typeof value === "number" ? value + 1 : `${value}x`;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<PropertyKey, unknown>)[key] = flipped((value as Record<PropertyKey, unknown>)[key], rest);
  return copy;
}

const JUDGED = ["rule_id", "outcome", "reason", "severity", "resource", "responsibility", "evidence", "facts_digest"];
const PLACES = SAMPLE.evaluations.flatMap((one, index) =>
  leaves(one)
    .filter(([key]) => JUDGED.includes(String(key)))
    .filter((path) => !path.includes("__proto__"))
    .map((path) => ({ index, path })),
);

describe("the first difference of two judgements", () => {
  it("is none between a run and itself, whatever the order", () => {
    expect(firstDifference(SAMPLE, { ...SAMPLE, evaluations: SAMPLE.evaluations.toReversed() })).toBeUndefined();
  });

  it("is none where only what people laid over it differs", () => {
    const owned = SAMPLE.evaluations.map((one) => ({ ...one, owner: { ...one.owner, id: "team-x" } }));
    expect(firstDifference(SAMPLE, { ...SAMPLE, evaluations: owned })).toBeUndefined();
  });

  it("is found for each of 10,000 random flips in what was judged, and names the pair", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), ({ index, path }) => {
        const evaluations = SAMPLE.evaluations.with(index, flipped(SAMPLE.evaluations[index], path) as Evaluation);
        const rule = path[0] === "rule_id" ? "" : SAMPLE.evaluations[index]!.rule_id;
        expect(firstDifference(SAMPLE, { ...SAMPLE, evaluations })).toContain(rule);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each<[string, Partial<Run>, string]>([
    ["a pair that is gone", { evaluations: SAMPLE.evaluations.slice(1) }, "not there now"],
    ["another count", { summary: { ...SAMPLE.summary, by_rule: {} } }, "does not have the counts"],
    ["other rules", { digests: { rules: "f".repeat(64) } }, "the digest of the rules is not"],
  ])("is found for %s", (_what, change, words) => {
    expect(firstDifference(SAMPLE, { ...SAMPLE, ...change })).toContain(words);
  });
});
