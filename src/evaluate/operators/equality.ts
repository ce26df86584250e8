import type { Literal } from "../../model/rule.ts";
import { kindOf } from "../language/place.ts";
import { FALSE, TRUE, negate, truthOf } from "../language/truth.ts";
import type { Truth } from "../language/truth.ts";
import { asBoolean, asNumber } from "../language/values.ts";
import type { Answer, Check, Operator } from "./operator.ts";
import { literalText, literalsText } from "./operator.ts";

/** Compares values with one literal; `undefined` if the value is of another kind. */
export function sameAs(literal: Literal, fold: boolean): (value: unknown) => boolean | undefined {
  if (typeof literal === "boolean") {
    return (value) => {
      const seen = asBoolean(value);
      return seen === undefined ? undefined : seen === literal;
    };
  }
  if (typeof literal === "number") {
    return (value) => {
      const seen = asNumber(value);
      return seen === undefined ? undefined : seen === literal;
    };
  }
  const wanted = fold ? literal.toLowerCase() : literal;
  return (value) => (typeof value === "string" ? (fold ? value.toLowerCase() : value) === wanted : undefined);
}

function otherKind(value: unknown, literal: Literal): Answer {
  return { wrong: `${kindOf(value)} where ${kindOf(literal)} is expected` };
}

function prepareEquals(literal: Literal, fold: boolean): Check {
  const same = sameAs(literal, fold);
  if (typeof literal === "boolean") {
    return (value) => {
      if (typeof value === "boolean") return value === literal ? TRUE : FALSE;
      const equal = same(value);
      return equal === undefined ? otherKind(value, literal) : truthOf(equal);
    };
  }
  if (typeof literal === "string" && !fold) {
    return (value) => {
      if (value === literal) return TRUE;
      return typeof value === "string" ? FALSE : otherKind(value, literal);
    };
  }
  return (value) => {
    const equal = same(value);
    return equal === undefined ? otherKind(value, literal) : truthOf(equal);
  };
}

function prepareOneOf(literals: readonly Literal[], fold: boolean): Check {
  const tests = literals.map((literal) => sameAs(literal, fold));
  return (value) => {
    let comparable = false;
    for (const same of tests) {
      const equal = same(value);
      if (equal) return TRUE;
      comparable ||= equal === false;
    }
    return comparable ? FALSE : otherKind(value, literals[0]!);
  };
}

function negated(check: Check): Check {
  return (value) => {
    const answer = check(value);
    return typeof answer === "number" ? negate(answer as Truth) : answer;
  };
}

export const equals: Operator = {
  operand: "literal",
  takes: ["text", "number", "boolean", "date"],
  wanted: (operand) => `equals ${literalText(operand)}`,
  prepare: (operand, { fold }) => prepareEquals(operand as Literal, fold),
};

export const notEquals: Operator = {
  ...equals,
  wanted: (operand) => `other than ${literalText(operand)}`,
  prepare: (operand, { fold }) => negated(prepareEquals(operand as Literal, fold)),
};

export const oneOf: Operator = {
  operand: "literals",
  takes: ["text", "number", "boolean"],
  wanted: (operand) => `one of ${literalsText(operand)}`,
  prepare: (operand, { fold }) => prepareOneOf(operand as readonly Literal[], fold),
};

export const notOneOf: Operator = {
  ...oneOf,
  wanted: (operand) => `none of ${literalsText(operand)}`,
  prepare: (operand, { fold }) => negated(prepareOneOf(operand as readonly Literal[], fold)),
};
