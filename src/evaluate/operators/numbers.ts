import { kindOf } from "../language/place.ts";
import { truthOf } from "../language/truth.ts";
import { asNumber } from "../language/values.ts";
import type { Operator } from "./operator.ts";

function bound(words: string, holds: (value: number, limit: number) => boolean): Operator {
  return {
    operand: "number",
    takes: ["number", "text"],
    wanted: (operand) => `${words} ${String(operand)}`,
    prepare: (operand) => {
      const limit = operand as number;
      return (value) => {
        const number = asNumber(value);
        if (number === undefined) return { wrong: `${kindOf(value)} that is not a number` };
        return truthOf(holds(number, limit));
      };
    },
  };
}

export const atLeast = bound("at least", (value, limit) => value >= limit);
export const atMost = bound("at most", (value, limit) => value <= limit);
