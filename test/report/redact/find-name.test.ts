import fc from "fast-check";
import { expect, it } from "vitest";
import { createNameFinder } from "../../../src/report/redact/find-name.ts";

const letters = fc.constantFrom("a", "b", " ", "1", "ä");
const word = fc.string({ unit: letters, minLength: 1, maxLength: 14 });
/** So many that they are filed by their parts. */
const MANY = Array.from({ length: 300 }, (_, at) => `my alarm number ${at} of all`);

it("finds the longest name that stands anywhere in a text, of equally long ones the first", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 12 }), fc.string({ unit: letters, maxLength: 60 }), (names, text) => {
      const sorted = [...names, ...MANY].toSorted((a, b) => b.length - a.length);
      for (const whole of [text, `${text}${MANY[7]}${text}`])
        expect(createNameFinder([...names, ...MANY])(whole)).toBe(sorted.find((name) => whole.includes(name)));
    }),
  );
});

it.each([
  [[], "anything"],
  [["a b"], "ab"],
  [MANY, "my alarm number 300 of all"],
])("finds none of %j in %j", (names, text) => {
  expect(createNameFinder(names)(text)).toBeUndefined();
});
