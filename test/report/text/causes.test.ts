import { describe, expect, it } from "vitest";
import { NOT_IN_INPUT } from "../../../src/model/not-in-input.ts";
import type { BlindSpot } from "../../../src/model/resource.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { foldCauses } from "../../../src/report/text/causes.ts";
import { SAMPLE } from "../sample-run.ts";

/** An unknown pair that rests on this place. */
function unread(path: string, seen: string): Evaluation {
  const [one] = SAMPLE.evaluations;
  const fact = { path, seen, state: "unread", wanted: "equals true" } as const;
  return { ...one!, outcome: "unknown", reason: "expectation_unknown", evidence: [fact] };
}

function causesOf(evaluations: readonly Evaluation[], spots: readonly BlindSpot[] = []): [string, string, number][] {
  const fold = foldCauses();
  for (const evaluation of evaluations) fold.add(evaluation);
  return fold.finish(spots).map(({ what, mend, pairs }) => [what, mend, pairs]);
}

describe("a cause of what is not known", () => {
  it.each<[why: string, path: string, seen: string, what: RegExp, mend: RegExp]>([
    ["children that the file leaves out", "children", NOT_IN_INPUT.children, /^the settings below/, /^scan the cloud/],
    ["a fact that the file leaves out", "@policy", NOT_IN_INPUT.fact, /^facts .* as @policy$/, /^scan the cloud/],
    ["a key that the file lost", "properties.x", NOT_IN_INPUT.key, /as properties\.x$/, /^collect again/],
    ["a refused call", "a.b", "s3:GetX AccessDenied", /^s3:GetX AccessDenied: a\.b$/, /^let the call through/],
    [
      "a place nobody looked at",
      ".",
      "T::X was not read in 1 north",
      /^T::X was not read in 1 north$/,
      /--declare-read/,
    ],
    [
      "a look-up of what is too old",
      "a",
      "T::X: a candidate is too old",
      /^T::X: a candidate is too old$/,
      /--max-age/,
    ],
  ])("%s says what and how to mend it", (_why, path, seen, what, mend) => {
    expect(causesOf([unread(path, seen)])).toEqual([[expect.stringMatching(what), expect.stringMatching(mend), 1]]);
  });

  it("is one for all facts that take a call of their own", () => {
    const facts = ["@policy", "@url", "@patch_state"].map((path) => unread(path, NOT_IN_INPUT.fact));
    expect(causesOf(facts)).toEqual([[expect.stringContaining("as @p"), expect.any(String), 3]]);
  });

  it("that hides candidates is mended as the blind spot that hides them", () => {
    const spot: BlindSpot = { provider: "aws", types: ["T::X"], reason: "throttled", message: "still throttled" };
    const hidden = unread(".", "T::X was not wholly read: still throttled");
    expect(causesOf([hidden], [{ ...spot, help: "ask for more" }])[0]).toEqual([
      "T::X was not wholly read: still throttled",
      "ask for more",
      1,
    ]);
    expect(causesOf([hidden], [spot])[0]![1]).toBe("collect again when the cloud is less busy");
  });
});
