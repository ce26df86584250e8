import { kindOf } from "../language/place.ts";
import { UNKNOWN, truthOf } from "../language/truth.ts";
import { DAY, asDate, asDays } from "../language/values.ts";
import type { Operator } from "./operator.ts";

function byDate(words: string, holds: (time: number, asOf: number, days: number) => boolean | undefined): Operator {
  return {
    operand: "days",
    takes: ["date", "text", "number"],
    wanted: (operand) => `${words} ${asDays(operand)} days`,
    prepare: (operand, { asOf }) => {
      const days = asDays(operand)!;
      return (value) => {
        const time = asDate(value);
        if (time === undefined) return { wrong: `${kindOf(value)} that is not a date` };
        const answer = holds(time, asOf, days);
        if (answer === undefined) return { truth: UNKNOWN, because: "a date after the moment of judging" };
        return truthOf(answer);
      };
    },
  };
}

/** Days before `asOf`, including fractions; undefined for a date more than a day ahead, which cannot have an age. */
function age(time: number, asOf: number): number | undefined {
  return time > asOf + DAY ? undefined : Math.max(0, asOf - time) / DAY;
}

/** Days ahead of `asOf`; a date already past is 0 days ahead. */
function ahead(time: number, asOf: number): number {
  return Math.max(0, time - asOf) / DAY;
}

function known(value: number | undefined, test: (days: number) => boolean): boolean | undefined {
  return value === undefined ? undefined : test(value);
}

export const ageAtMost = byDate("an age of at most", (time, asOf, days) => known(age(time, asOf), (d) => d <= days));
export const ageAtLeast = byDate("an age of at least", (time, asOf, days) => known(age(time, asOf), (d) => d >= days));
export const aheadAtLeast = byDate("ahead by at least", (time, asOf, days) => ahead(time, asOf) >= days);
export const aheadAtMost = byDate("ahead by at most", (time, asOf, days) => ahead(time, asOf) <= days);
