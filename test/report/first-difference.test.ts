import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { firstDifference } from "../../src/report/first-difference.ts";
import { LAID_OVER } from "../../src/report/laid-over.ts";
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

/** What people lay over a judgement, and what no judging gives: nothing can be said of these. */
const LEFT_ASIDE = new Set(
  (
    "tool as_of exemptions attestations parties units warnings baseline judging " +
    "owner attestation exemption accepted_blind_spot unit exempted disputed unknown_accepted by_owner __proto__"
  ).split(" "),
);

const COUNTS = { pass: 1, fail: 2, not_applicable: 0, inherited: 0, manual: 0, unknown: 3 };
const JUDGED: Run = {
  ...SAMPLE,
  digests: { rules: "a", library: "b", input: "c" },
  estate: ["AWS::S3::Bucket", "AWS::EC2::Volume"].map((type) => ({
    unit: "shop",
    provider: "aws",
    type,
    service: "s3",
    resources: 2,
    accounts: ["111122223333"],
    regions: ["eu-west-1"],
    layers: [{ layer: "data", party: "customer", counts: COUNTS }],
  })),
};

/** The same with all that can be laid over it, and a trace of each. */
const LAID: Run = {
  ...JUDGED,
  digests: { ...JUDGED.digests, ...Object.fromEntries(LAID_OVER.map((one) => [one, one])) },
  evaluations: JUDGED.evaluations.map((one) => ({ ...one, ...(one.outcome === "fail" && { baseline: "new" }) })),
  baseline: { scope: "last year", as_of: "2025-11-20T12:00:00Z", fixed: [], not_judged: 2 },
};
/** No judging gives these. */
const NEVER = new Set(["tool", "as_of", "warnings", "judging", "__proto__"]);

const PLACES = leaves(JUDGED).filter((path) => !path.some((key) => LEFT_ASIDE.has(String(key))));

/** A run may be saved without passes: where none is left, the counts alone speak of them. */
function mayBeLeftOut(gone: Run["evaluations"][number] | undefined, fewer: Run, key: string): boolean {
  const { outcome } = gone ?? {};
  const spared = outcome === "pass" || outcome === "not_applicable";
  return key === "evaluations" && spared && !fewer.evaluations.some((one) => one.outcome === outcome);
}

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
      fc.property(fc.constantFrom(...PLACES), (path) => {
        const found = firstDifference(flipped(JUDGED, path) as Run, JUDGED);
        const named = path[0] === "evaluations" && path[2] !== "rule_id";
        expect(found).toContain(named ? JUDGED.evaluations[Number(path[1])]!.rule_id : "");
        expect(found).toBeTypeOf("string");
      }),
      { numRuns: 10_000 },
    );
  });

  it("is found for each of 10,000 random flips in what people laid over it, where that is held against it too", () => {
    const places = leaves(LAID).filter((path) => !path.some((key) => NEVER.has(String(key))));
    expect(places.some((path) => path.includes("exemption"))).toBe(true);
    expect(firstDifference(LAID, LAID, LAID_OVER)).toBeUndefined();
    fc.assert(
      fc.property(fc.constantFrom(...places), (path) => {
        expect(firstDifference(flipped(LAID, path) as Run, LAID, LAID_OVER)).toBeTypeOf("string");
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(["evaluations", "blind_spots", "rules", "estate"] as const)(
    "is found where one of the %s is gone, or twice there",
    (key) => {
      expect(JUDGED[key].length).toBeGreaterThan(0);
      for (let at = 0; at < JUDGED[key].length; at++) {
        const fewer = { ...JUDGED, [key]: JUDGED[key].toSpliced(at, 1) };
        if (!mayBeLeftOut(JUDGED.evaluations[at], fewer, key))
          expect(firstDifference(fewer, JUDGED)).toBeTypeOf("string");
        expect(firstDifference({ ...JUDGED, [key]: [...JUDGED[key], JUDGED[key][at]] }, JUDGED)).toBeTypeOf("string");
      }
    },
  );

  it.each<[string, Partial<Run>, string]>([
    ["a pair that is gone", { evaluations: SAMPLE.evaluations.slice(1) }, "not there now"],
    ["another count", { summary: { ...SAMPLE.summary, by_rule: {} } }, "does not have the counts"],
    ["other rules", { digests: { rules: "f".repeat(64) } }, "the rules are not those of the run"],
  ])("is found for %s", (_what, change, words) => {
    expect(firstDifference(SAMPLE, { ...SAMPLE, ...change })).toContain(words);
  });
});
