import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { requiredText } from "../../../src/evaluate/operators/required-text.ts";

it.each([
  ["^arn:aws[a-z-]*:iam::aws:policy/.*", ":iam::aws:policy/"],
  [".*\\bCreateVpc\\b.*", "CreateVpc"],
  [".*\\$\\.eventName\\s*=.*", "$.eventName"],
  ["^.*Assigned.*$", "Assigned"],
  ["^ab?cd+e$", "cd"],
  ["^ab{0,2}c$", "a"],
  ["^a*$", ""],
  ["^ab+?cd*?e", "ab"],
  [".*[A-Za-z0-9].*", ""],
  ["^arn:aws[a-z-]*:s3(:::)?$", "arn:aws"],
  [".*Code(\\*|Client\\.)Unauthorized\\b.*", "Unauthorized"],
  ["^a(b(c|d)e)+fg$", "fg"],
  ["^a[(]bc", "bc"],
  ["^a\\(bc", "a(bc"],
  ["^(root|0+)(:.*)?$", ""],
])("%s needs %j", (expression, text) => {
  expect(requiredText(expression)).toBe(text);
});

it.each([
  "^a|bcd$",
  "^(a)|bcd$",
  "^(?:ab)c",
  "^(?i)abc",
  "^(a\\Qb)c\\E)def",
  "^\\Qab*c\\E.*",
  "^\\x41bc.*",
  "^[\\]abc]d.*",
  "^[[:alpha:]]bc$",
  "^[]abc]d",
  "^[^]abc]d",
])("does not look through %s", (expression) => {
  expect(requiredText(expression)).toBe("");
});

it("stands in every text in which something is found", () => {
  const part = fc.constantFrom(
    "a",
    "b",
    "ab",
    "a?",
    "b*",
    "a+",
    "a+?",
    "b??",
    "[ab]",
    "[^a]*",
    ".",
    ".*",
    "\\.",
    "\\w",
    "b{2}",
    "a{0,1}",
    "(a|b)",
    "(ab)?",
    "(a(b|.)*)+",
  );
  const expressions = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `^${parts.join("")}.*`);
  const text = fc.array(fc.constantFrom("a", "b", ".", "c"), { maxLength: 8 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(expressions, text, (expression, within) => {
      if (RE2JS.compile(expression, RE2JS.DOTALL).matcher(within).find())
        expect(within).toContain(requiredText(expression));
    }),
    { numRuns: 2_000 },
  );
});
