import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, intersects } from "../../../../src/evaluate/questions/policy/wildcard.ts";

/** Every text of up to three letters over two letters. */
const TEXTS = ["", "a", "b"].flatMap((x) => ["", "a", "b"].flatMap((y) => ["", "a", "b"].map((z) => x + y + z)));
const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);
const fits = (glob: string, text: string) =>
  new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);

describe("patterns", () => {
  it("share a text where one is found", () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const shared = TEXTS.some((text) => fits(a, text) && fits(b, text));
        if (shared) expect(intersects(a, b)).toBe(true);
        expect(intersects(a, b)).toBe(intersects(b, a));
      }),
      { numRuns: 2000 },
    );
  });

  it("cover only what they fit", () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        if (covers(outer, inner)) for (const text of TEXTS) if (fits(inner, text)) expect(fits(outer, text)).toBe(true);
        if (covers(outer, inner)) expect(intersects(outer, inner)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, string, boolean, boolean]>([
    ["*", "s3:*", true, true],
    ["s3:*", "*", false, true],
    ["s3:*", "s3:get*", true, true],
    ["s3:get*", "s3:*object", false, true],
    ["s3:get*", "s3:put*", false, false],
    ["s3:?et*", "s3:get*", true, true],
    ["a?*", "a*?", true, true],
    ["a?", "a*", false, true],
    ["ab", "ba", false, false],
    ["a*c", "a*b*c", true, true],
    ["*:*", "*", false, true],
  ])("%s and %s: covers %s, intersects %s", (a, b, covering, meeting) => {
    expect(covers(a, b)).toBe(covering);
    expect(intersects(a, b)).toBe(meeting);
  });

  it("does not hang on many stars", () => {
    const stars = "a*".repeat(60);
    expect(covers(`${stars}c`, `${"a".repeat(2000)}b`)).toBe(false);
    expect(intersects(`${stars}b`, `${stars}c`)).toBe(false);
  });
});
