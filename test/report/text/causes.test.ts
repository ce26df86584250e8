import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MORE_ELEMENTS } from "../../../src/model/more-elements.ts";
import { NOT_IN_INPUT } from "../../../src/model/not-in-input.ts";
import type { BlindSpot } from "../../../src/model/resource.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { MANY_PLACES } from "../../../src/report/text/cause-places.ts";
import { causeText, foldCauses } from "../../../src/report/text/causes.ts";
import { SAMPLE } from "../sample-run.ts";

/** An unknown pair that rests on this place. */
function unread(path: string, seen: string): Evaluation {
  const [one] = SAMPLE.evaluations;
  const fact = { path, seen, state: "unread", wanted: "equals true" } as const;
  return { ...one!, outcome: "unknown", reason: "expectation_unknown", evidence: [fact] };
}

/** A pair of which nobody knows who answers, as this place says. */
function undecided(path: string, value: Evaluation["responsibility"]["decided_by"]["value"]): Evaluation {
  const [one] = SAMPLE.evaluations;
  const decidedBy = { ...one!.responsibility.decided_by, path, value, why: "nobody knows" };
  const responsibility = { ...one!.responsibility, party: null, decided_by: decidedBy };
  return { ...one!, outcome: "unknown", reason: "responsibility_undetermined", evidence: [], responsibility };
}

function causesOf(evaluations: readonly Evaluation[], spots: readonly BlindSpot[] = []): [string, string, number][] {
  const fold = foldCauses();
  for (const evaluation of evaluations) fold.add(evaluation);
  return fold.finish(spots).map((cause) => [causeText(cause), cause.mend, cause.pairs]);
}

describe("a cause of what is not known", () => {
  it.each<[why: string, path: string, seen: string, what: RegExp, mend: RegExp]>([
    [
      "children that the file leaves out",
      'children["a/b"]',
      NOT_IN_INPUT.children,
      /^the settings below .* input: a\/b of AWS::/,
      /^demarc collect aws -o FILE /,
    ],
    [
      "a fact that the file leaves out",
      "@policy",
      NOT_IN_INPUT.fact,
      /^facts .* input: @policy of AWS::/,
      /^demarc collect aws -o FILE /,
    ],
    ["a key that the file lost", "properties.x", NOT_IN_INPUT.key, /: properties\.x of AWS::/, /^collect again/],
    ["a part that the file lost", "properties", NOT_IN_INPUT.part, /: properties of AWS::/, /^collect again/],
    [
      "what the source of a file cannot hold",
      "properties.x",
      "arm not_collected: the document has no properties",
      /^the document has no properties: properties\.x of AWS::/,
      /^demarc collect aws -o FILE /,
    ],
    ["a call that nobody made", "a.b", "s3:GetX not_collected", /^s3:GetX not_collected: a\.b$/, /with this in scope$/],
    ["a refused call", "a.b", "s3:GetX AccessDenied", /^s3:GetX AccessDenied: a\.b$/, /^let the call through/],
    ["a call that is not allowed", "a.b", "GET {id}/keys AuthorizationFailed", /^GET/, /^let the call through/],
    [
      "a call that Azure does not take",
      "a.b",
      "GET {id}/keys Conflict",
      /^GET {id}\/keys Conflict: a\.b$/,
      /look up its code$/,
    ],
    ["a call that was one too many", "a.b", "s3:GetX ThrottlingException", /^s3:GetX Thr/, /look up its code$/],
    [
      "elements that were refused",
      "@a",
      `${MORE_ELEMENTS}: s3:GetX AccessDenied`,
      /more elements .*: s3:GetX AccessDenied: @a$/,
      /^let the call through/,
    ],
    [
      "elements that are too many",
      "@a",
      `${MORE_ELEMENTS}: lambda:GetPolicy limit: above 100 no version is asked`,
      /more elements .*: above 100 no version is asked$/,
      /^delete/,
    ],
    [
      "a candidate that was refused",
      "a",
      "T::X: a candidate whose a.b was not read: s3:GetX AccessDenied",
      /^T::X/,
      /^let the call through/,
    ],
    [
      "a place nobody looked at",
      ".",
      "T::X was not read in 1 north",
      /^T::X was not read in the account or region of these$/,
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

  it("is the call that was refused where who answers depends on what it gives", () => {
    const said = "GET {id}/denyAssignments AuthorizationFailed";
    expect(causesOf([undecided("@deny_assignments", said), unread("@deny_assignments", said)])).toEqual([
      [`${said}: @deny_assignments`, "let the call through and collect again", 2],
    ]);
    expect(causesOf([undecided('children["a/b"]', NOT_IN_INPUT.children)])).toEqual([
      [
        expect.stringMatching(/^the settings below .* input: a\/b of AWS::/),
        expect.stringMatching(/^demarc collect/),
        1,
      ],
    ]);
  });

  it.each([["a word of the document"], [null], [true]])("is who answers where %j leaves it open", (value) => {
    expect(causesOf([undecided("configuration.mode", value)])).toEqual([
      ["who answers depends on configuration.mode: nobody knows", expect.stringMatching(/^demarc explain /), 1],
    ]);
  });

  it("is one for all facts that take a call of their own", () => {
    const facts = ["@policy", "@urls", "@patch_state"].map((path) => unread(path, NOT_IN_INPUT.fact));
    expect(causesOf(facts)).toEqual([
      [expect.stringContaining(": @patch_state, @policy, @urls of "), expect.any(String), 3],
    ]);
  });

  it("names what the input left out by type, in whatever order it came, and counts what is beyond the first few", () => {
    const lacks = ["T::D", "T::C", "T::B", "T::A", "T::A"].flatMap((type) =>
      ["children.d", "children.c", "children.b", "children.a"].map((path) => {
        const one = unread(path, NOT_IN_INPUT.children);
        return { ...one, resource: { ...one.resource, type } };
      }),
    );
    const what = /: a, b, c and 1 more of T::A; a, .* of T::B; .* of T::C; and of 1 more type$/;
    fc.assert(
      fc.property(fc.shuffledSubarray(lacks, { minLength: lacks.length }), (facts) => {
        expect(causesOf(facts)).toEqual([[expect.stringMatching(what), expect.any(String), lacks.length]]);
      }),
    );
  });

  it("names all facts that a pair lacks, in lists without positions, and those of another resource apart", () => {
    const one = unread("children.keys[3].properties", NOT_IN_INPUT.children);
    const [fact] = one.evidence;
    const facts = [fact!, { ...fact!, path: "children.secrets" }, { ...fact!, path: "@policy", resource: "other" }];
    expect(causesOf([{ ...one, evidence: facts }])).toEqual([
      [
        expect.stringMatching(/: children\.keys\[\]\.properties, secrets of AWS::\S+; @policy of related resources$/),
        expect.any(String),
        1,
      ],
    ]);
  });

  it("is one for each provider, whose command mends it", () => {
    const one = unread("@x", NOT_IN_INPUT.fact);
    const other = { ...one, rule_id: "other", resource: { ...one.resource, provider: "cumulus" } };
    expect(causesOf([one, other]).map(([, mend]) => mend)).toEqual([
      expect.stringContaining("demarc collect aws "),
      expect.stringContaining("demarc collect cumulus "),
    ]);
  });

  const at = (id: string): Evaluation => {
    const one = unread("a", "s3:GetX AccessDenied");
    return { ...one, resource: { ...one.resource, id } };
  };
  const placesOf = (ids: readonly string[]): { places: readonly string[]; placeCount: number } => {
    const fold = foldCauses();
    for (const id of ids) fold.add(at(id));
    const [cause] = fold.finish([]);
    return { places: cause!.places, placeCount: cause!.placeCount };
  };

  it("names the shortest of its places and counts each once, in whatever order they came", () => {
    const id = fc.constantFrom("a", "b", "c", "dd", "ee", "ff", "ggg", "hhh");
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 30 }), (ids) => {
        const different = [...new Set(ids)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
        expect(placesOf(ids)).toEqual({ places: different.slice(0, 5), placeCount: different.length });
      }),
    );
  });

  it("counts places up to a bound, and names the shortest of those beyond it too", () => {
    const many = Array.from({ length: MANY_PLACES + 10 }, (_, index) => `place-${index}`);
    const { places, placeCount } = placesOf([...many, "a", "a"]);
    expect(placeCount).toBe(MANY_PLACES);
    expect(places.slice(0, 2)).toEqual(["a", "place-0"]);
  });

  const spot: BlindSpot = { provider: "aws", types: ["*"], reason: "not_recognized", message: "no shape" };
  const stands = ({ code, message, call }: BlindSpot): Evaluation => {
    const one = unread(".", code === undefined ? message : `${code}: ${message}`);
    const [fact] = one.evidence;
    const evidence = [{ ...fact!, ...(call !== undefined && { call }) }];
    return { ...one, reason: "blind_spot", resource: { ...one.resource, id: null }, evidence };
  };

  it("is one for all files that cannot be read for the same reason, and its places are the files", () => {
    const spots = [1, 2, 3].map((line) => ({ ...spot, file: "a.ndjson", line }));
    const fold = foldCauses();
    for (const one of spots) fold.add(stands(one));
    const [cause, ...others] = fold.finish(spots);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      what: "not recognized: no shape",
      pairs: 3,
      places: ["a.ndjson:1", "a.ndjson:2", "a.ndjson:3"],
      placeCount: 3,
    });
  });

  it("that hides candidates keeps its words, whatever they are", () => {
    const help = "ask again";
    const hiding: BlindSpot = { ...spot, message: "a page was not read in time", help };
    const seen = "T::X was not wholly read: a page was not read in time";
    expect(causesOf([unread("a", seen)], [hiding])).toContainEqual([seen, help, 1]);
  });

  it("is one for a type that was not read in several accounts and regions", () => {
    const seen = ["T::X was not read in 1 north", "T::X was not read in 2", "T::Y was not read in 1"];
    expect(causesOf(seen.map((text) => unread("a", text))).map(([what, , pairs]) => [what, pairs])).toEqual([
      ["T::X was not read in the account or region of these", 2],
      ["T::Y was not read in the account or region of these", 1],
    ]);
  });

  it("is one for all accounts that should be there and are not, and its places are the accounts", () => {
    const accounts = ["1", "2"];
    const missing: BlindSpot = { ...spot, reason: "not_collected", message: "the account is expected" };
    const fold = foldCauses();
    for (const account of accounts) {
      const one = stands(missing);
      fold.add({ ...one, resource: { ...one.resource, account } });
    }
    const causes = fold.finish(accounts.map((account) => ({ ...missing, account })));
    expect(causes.map(({ pairs, places }) => [pairs, places])).toEqual([[2, ["aws 1", "aws 2"]]]);
  });

  it("is the blind spot that an evaluation stands for, among several over the same types", () => {
    const denied: BlindSpot = { ...spot, reason: "access_denied", call: "s3:A", code: "Denied" };
    const spots = [spot, denied, { ...denied, call: "s3:B" }, { ...spot, message: "cut", file: "b.json" }];
    const told = Object.fromEntries(causesOf(spots.map(stands), spots).map(([what, , pairs]) => [what, pairs]));
    expect(told).toEqual({
      "* not recognized: no shape": 1,
      "s3:A access denied (Denied)": 1,
      "s3:B access denied (Denied)": 1,
      "not recognized: cut": 1,
    });
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

  it("comes after the others where all of it was accepted, and says so", () => {
    const accepted = { ...unread("a", "s3:GetX AccessDenied"), accepted_blind_spot: "x" };
    const partly = unread("a", "s3:GetY AccessDenied");
    const all = [accepted, accepted, accepted, partly, { ...partly, accepted_blind_spot: "y" }];
    expect(causesOf(all).map(([what, , pairs]) => [what, pairs])).toEqual([
      ["s3:GetY AccessDenied: a (1 of 2 accepted)", 2],
      ["s3:GetX AccessDenied: a (accepted)", 3],
    ]);
  });
});
