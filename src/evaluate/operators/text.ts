import { RE2JS } from "re2js";
import { kindOf } from "../language/place.ts";
import { truthOf } from "../language/truth.ts";
import { fitsPattern } from "../language/wildcard.ts";
import type { Check, Operator } from "./operator.ts";
import { literalText, literalsText } from "./operator.ts";
import { plainExpression } from "./plain-expression.ts";
import { requiredText } from "./required-text.ts";

const LONGEST_TEXT = 64 * 1024;

function onText(test: (text: string) => boolean): Check {
  return (value) => {
    if (typeof value !== "string") return { wrong: `${kindOf(value)} where text is expected` };
    if (value.length > LONGEST_TEXT) return { wrong: `text of ${value.length} characters, more than ${LONGEST_TEXT}` };
    return truthOf(test(value));
  };
}

export const like: Operator = {
  operand: "text",
  takes: ["text"],
  wanted: (operand) => `like ${literalText(operand)}`,
  prepare: (operand, { fold }) => {
    const pattern = fold ? (operand as string).toLowerCase() : (operand as string);
    return onText((text) => fitsPattern(pattern, fold ? text.toLowerCase() : text));
  },
};

export const mentionsAll: Operator = {
  operand: "texts",
  takes: ["text"],
  wanted: (operand) => `mentions ${literalsText(operand)}`,
  prepare: (operand, { fold }) => {
    const words = (operand as readonly string[]).map((word) => (fold ? word.toLowerCase() : word));
    return onText((text) => {
      const within = fold ? text.toLowerCase() : text;
      return words.every((word) => within.includes(word));
    });
  },
};

export const matches: Operator = {
  operand: "pattern",
  takes: ["text"],
  wanted: (operand) => `matches ${operand as string}`,
  prepare: (operand, { fold }) => {
    // Most texts lack the required text, and finding that out costs a hundredth of a match.
    const required = fold ? "" : requiredText(operand as string);
    // RE2 runs in linear time: text from a cloud cannot make it hang. Making one takes as long as running it on
    // hundreds of texts.
    let pattern: Pick<RE2JS, "test"> | undefined;
    const compiled = (): Pick<RE2JS, "test"> =>
      (pattern ??=
        (fold ? undefined : plainExpression(operand as string)) ??
        RE2JS.compile(operand as string, RE2JS.DOTALL | (fold ? RE2JS.CASE_INSENSITIVE : 0)));
    return onText((text) => text.includes(required) && compiled().test(text));
  },
};
