import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { plainExpression } from "../../../src/evaluate/operators/plain-expression.ts";

it.each([
  ["^[a-z][a-z0-9-]{2,62}$", /^[a-z][a-z0-9-]{2,62}$/u],
  ["^/aws-service-role/.*", /^\/aws-service-role\//u],
  ["^SMB3\\.1\\.1;?$", /^SMB3\.1\.1;?$/u],
  ["^[0-9]{12}$", /^[0-9]{12}$/u],
  ["^a\\..*", /^a\./u],
  ["^[^a-c]+$", /^[^a-c]+$/u],
  ["^$", /^$/u],
])("%s is plain", (expression, plain) => {
  expect(plainExpression(expression)).toEqual(plain);
});

it.each([
  ["begins anywhere", ".*abc$"],
  ["has a letter that varies before others", "^a*b$"],
  ["has two that vary", "^a?b?$"],
  ["has two that vary, one of them any letter", "^a+.*$"],
  ["repeats a repetition", "^a{2}{3}$"],
  ["has a group", "^(a+)+$"],
  ["has alternatives", "^a|b$"],
  ["has flags", "^(?i)a$"],
  ["has a class with a name", "^\\w+$"],
  ["has a class with a name in a class", "^[[:alpha:]]+$"],
  ["has letters beyond ASCII", "^ä+$"],
  ["ends anywhere", "^abc"],
  ["ends in a sign of its own", "^abc\\$"],
  ["takes as little as it can", "^a+?$"],
])("what %s is not: %s", (_what, expression) => {
  expect(plainExpression(expression)).toBeUndefined();
});

it("finds where RE2 finds, whatever the text", () => {
  const letter = fc.constantFrom("a", "b", "-", "/", "\\.", "\\$", "[a-c]", "[^a]", "[ab-]", "[^b-c.-]", "[_:]");
  const fixed = fc.tuple(letter, fc.constantFrom("", "{2}", "{0}")).map((parts) => parts.join(""));
  const varying = fc
    .tuple(letter, fc.constantFrom("*", "+", "?", "{1,}", "{0,2}", "{2,3}"))
    .map((parts) => parts.join(""));
  const expression = fc
    .tuple(fc.array(fixed, { maxLength: 4 }), fc.option(varying, { nil: "" }), fc.constantFrom("$", ".*", "$.*"))
    .map(([before, last, end]) => `^${before.join("")}${last}${end}`);
  const unit = fc.constantFrom("a", "b", "c", "-", "/", ".", "$", "_", "\n", "ä", "🚢", "\ud83d", "\udea2");
  fc.assert(
    fc.property(expression, fc.string({ unit, maxLength: 8 }), (written, text) => {
      const plain = plainExpression(written);
      expect(plain).toBeDefined();
      expect(plain!.test(text)).toBe(RE2JS.compile(written, RE2JS.DOTALL).test(text));
    }),
    { numRuns: 2000 },
  );
});
