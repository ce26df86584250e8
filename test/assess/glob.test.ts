import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsAll, fitsGlob } from "../../src/assess/glob.ts";

describe("a pattern with *", () => {
  it.each([
    ["a", "a", true],
    ["a", "ab", false],
    ["a*", "a", true],
    ["a*b", "ab", true],
    ["a*b", "ba", false],
    ["a*a", "a", false],
    ["*b*", "abc", true],
    ["a*b*c", "a-c-b", false],
    ["*ab", "aab", true],
    ["a.c", "abc", false],
    ["", "", true],
    ["", "a", false],
    ["**", "", true],
  ])("%s on %s: %s", (pattern, text, fits) => expect(fitsGlob(pattern, text)).toBe(fits));

  it("fits what the same regular expression fits", () => {
    const letters = (alphabet: string): fc.Arbitrary<string> =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(letters("ab*"), letters("ab"), (pattern, text) => {
        const expected = RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text);
        expect(fitsGlob(pattern, text)).toBe(expected);
      }),
    );
  });

  it("is known to fit everything", () => {
    expect(["*", "**", "a*", ""].map(fitsAll)).toEqual([true, true, false, false]);
  });
});
