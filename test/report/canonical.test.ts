import fc from "fast-check";
import { expect, it } from "vitest";
import { canonical, canonicalJson, indented, ONE_LINE, safeJson } from "../../src/report/canonical.ts";

const TEXTS = [
  "",
  "plain",
  'a "quote"',
  "back\\slash",
  "two\nlines",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\u202e",
  "ü",
  "\u{e0001}",
];
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: "binary" }));
const key = fc.oneof(fc.constantFrom("b", "a", "aa", "10", "9", "1.20", "__proto__", "\u202e"), text);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
}));

it("writes in one go what a sorted copy would be written as", () => {
  fc.assert(
    fc.property(value, fc.constantFrom("", "  ", "    "), (any, margin) => {
      // Nothing is written of a text that is none.
      fc.pre(any !== undefined);
      const sorted = canonical(any);
      expect(canonicalJson(any, indented(margin))).toBe(safeJson(sorted, 2).replaceAll("\n", `\n${margin}`));
      expect(canonicalJson(any, ONE_LINE)).toBe(safeJson(sorted));
    }),
  );
});

it("finds in text of ASCII what it finds beside a letter beyond it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii" }), (ascii) => {
      expect(`${safeJson(ascii).slice(0, -1)}ü"`).toBe(safeJson(`${ascii}ü`));
    }),
  );
});
