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
  ["^a*b$", /^a*b$/u],
  ["^a?b?$", /^a?b?$/u],
  ["^arn:aws[a-z-]*:s3(:::)?$", /^arn:aws[a-z-]*:s3(:::)?$/u],
  ["^(RSA(2048|3072)|EC)$", /^(RSA(2048|3072)|EC)$/u],
  ['.*\\$\\.type\\s*=\\s*"?Root\\b.*', /\$\.type[\t\n\f\r ]*=[\t\n\f\r ]*"?Root\b/u],
  ["^.*\\*$", /\*$/u],
])("%s is plain", (expression, plain) => {
  expect(plainExpression(expression)).toEqual(plain);
});

it.each([
  ["repeats what comes next", "^a*a$"],
  ["may lack what comes next", "^a?b?a$"],
  ["has alternatives that begin alike", "^(ab|ac)$"],
  ["has alternatives that may both lack", "^(a?|b?)c$"],
  ["may lack a group that begins as what comes next", "^(ab)?ac$"],
  ["repeats a sign that may be lacking before another", "^(a|b)?a*b$"],
  ["begins anywhere and repeats what it begins with", ".*a+$"],
  ["begins anywhere and repeats later what it begins with", ".*ab[^c]*c$"],
  ["begins anywhere and counts what it begins with", ".*a{500}b$"],
  ["has two that vary, one of them any letter", "^a+.*$"],
  ["repeats a repetition", "^a{2}{3}$"],
  ["repeats a group", "^(a+)+$"],
  ["begins anywhere within a group", "^(.*a)?b$"],
  ["has alternatives beside its ends", "^a|b$"],
  ["has flags", "^(?i)a$"],
  ["has a class with a name", "^\\w+$"],
  ["has a class with a name in a class", "^[[:alpha:]]+$"],
  ["has letters beyond ASCII", "^ä+$"],
  ["begins nowhere", "abc$"],
  ["ends anywhere", "^abc"],
  ["ends in a sign of its own", "^abc\\$"],
  ["takes as little as it can", "^a+?$"],
  ["has a group without an end", "^(a$"],
  ["has an end without a group", "^a)$"],
])("what %s is not: %s", (_what, expression) => {
  expect(plainExpression(expression)).toBeUndefined();
});

const unit = fc.constantFrom(
  "a",
  "b",
  "c",
  "-",
  "/",
  ".",
  "$",
  "_",
  " ",
  "\n",
  "\v",
  "\u00a0",
  "ä",
  "🚢",
  "\ud83d",
  "\udea2",
);
const text = fc.string({ unit, maxLength: 8 });

it("finds where RE2 finds, whatever the text", () => {
  const letter = fc.constantFrom("a", "b", "-", "/", "\\.", "\\$", "[a-c]", "[^a]", "[ab-]", "[^b-c.-]", "[_:]");
  const fixed = fc.tuple(letter, fc.constantFrom("", "{2}", "{0}")).map((parts) => parts.join(""));
  const varying = fc
    .tuple(letter, fc.constantFrom("*", "+", "?", "{1,}", "{0,2}", "{2,3}"))
    .map((parts) => parts.join(""));
  const expression = fc
    .tuple(fc.array(fixed, { maxLength: 4 }), fc.option(varying, { nil: "" }), fc.constantFrom("$", ".*", "$.*"))
    .map(([before, last, end]) => `^${before.join("")}${last}${end}`);
  fc.assert(
    fc.property(expression, text, (written, asked) => {
      const plain = plainExpression(written);
      expect(plain).toBeDefined();
      expect(plain!.test(asked)).toBe(RE2JS.compile(written, RE2JS.DOTALL).test(asked));
    }),
    { numRuns: 2000 },
  );
});

it("finds what RE2 finds with groups, alternatives and what begins anywhere", () => {
  const letter = fc.constantFrom("a", "b", "c", "-", "\\.", "[ab]", "[^a]", "[^b-c.-]", "\\s", "\\b", "\\$");
  const often = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,2}");
  const part = fc.tuple(letter, often).map(([one, times]) => (one === "\\b" ? one : one + times));
  const row = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
  const group = fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "?"))
    .map(([rows, mayLack]) => `(${rows.join("|")})${mayLack}`);
  const expression = fc
    .tuple(
      fc.constantFrom("^", ".*", "^.*"),
      fc.array(fc.oneof(row, group), { maxLength: 3 }),
      fc.constantFrom("$", ".*"),
    )
    .map(([begin, parts, end]) => begin + parts.join("") + end);
  let plain = 0;
  fc.assert(
    fc.property(expression, fc.array(text, { minLength: 4, maxLength: 4 }), (written, texts) => {
      const found = plainExpression(written);
      if (!found) return;
      plain += 1;
      const wanted = RE2JS.compile(written, RE2JS.DOTALL);
      expect(texts.map((one) => found.test(one))).toEqual(texts.map((one) => wanted.test(one)));
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});
