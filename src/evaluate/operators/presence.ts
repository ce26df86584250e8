import { isMasked } from "../language/place.ts";
import { truthOf } from "../language/truth.ts";
import type { Operator } from "./operator.ts";

/** Whether the value is there and not `""`, `[]` or `{}`. A masked value counts as there, unless it was empty text. */
function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (typeof value !== "object") return true;
  return isMasked(value) ? (value as { length?: unknown }).length !== 0 : Object.keys(value).length > 0;
}

export const presence: Operator = {
  operand: "presence",
  takes: "any",
  wanted: (operand) => String(operand),
  prepare: (operand) => {
    const wanted = operand === "set";
    return (value) => truthOf(isSet(value) === wanted);
  },
};
