import type { Literal } from "../../model/rule.ts";
import { kindOf } from "../language/place.ts";
import { FALSE, TRUE, UNKNOWN } from "../language/truth.ts";
import type { Truth } from "../language/truth.ts";
import { sameAs } from "./equality.ts";
import type { Operator } from "./operator.ts";
import { literalsText } from "./operator.ts";

/** Whether the literal is an element. Unknown if none is, but an element of another kind might be it. */
function holds(list: readonly unknown[], same: (value: unknown) => boolean | undefined): Truth {
  let strange = false;
  for (const element of list) {
    const equal = same(element);
    if (equal) return TRUE;
    strange ||= equal === undefined;
  }
  return strange ? UNKNOWN : FALSE;
}

function containing(words: string, decisive: Truth, otherwise: Truth): Operator {
  return {
    operand: "literals",
    takes: ["list"],
    wanted: (operand) => `${words} ${literalsText(operand)}`,
    prepare: (operand, { fold }) => {
      const tests = (operand as readonly Literal[]).map((literal) => sameAs(literal, fold));
      return (value) => {
        if (!Array.isArray(value)) return { wrong: `${kindOf(value)} where a list is expected` };
        let unsure = false;
        for (const same of tests) {
          const truth = holds(value, same);
          if (truth === decisive) return decisive;
          unsure ||= truth === UNKNOWN;
        }
        return unsure ? UNKNOWN : otherwise;
      };
    },
  };
}

export const containsAll = containing("contains all of", FALSE, TRUE);
export const containsAny = containing("contains one of", TRUE, FALSE);
