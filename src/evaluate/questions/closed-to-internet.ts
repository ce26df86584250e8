import { compileClosedAddresses } from "./closed-addresses.ts";
import type { ClosedArgument } from "./closed-argument.ts";
import { portPath } from "./closed-argument.ts";
import { compileClosedRules } from "./closed-rules.ts";
import { layoutOf, relatedReads } from "./network/layouts.ts";
import type { Question } from "./question.ts";

/**
 * Nothing from the internet is allowed in: by the network rules of the document on certain ports, or by a list of
 * address ranges.
 */
export const closedToInternet: Question = {
  compile: (argument, context) => {
    const asked = argument as ClosedArgument;
    return asked.addresses === undefined ? compileClosedRules(asked, context) : compileClosedAddresses(asked, context);
  },
  reads: (argument, type) => {
    const { addresses, at, start, end } = argument as ClosedArgument;
    if (addresses === undefined) return layoutOf(type)?.reads ?? relatedReads(type);
    const list = addresses.endsWith("[]") ? addresses : `${addresses}[]`;
    const inside = [at, start, end].filter((key): key is string => key !== undefined && key !== ".");
    return inside.length === 0
      ? [addresses]
      : inside.map((key) => (key.startsWith("[") ? list + key : `${list}.${key}`));
  },
  operands: (argument) => [portPath(argument as ClosedArgument)].filter((path) => path !== null),
  relates: (argument, type) => {
    if ((argument as ClosedArgument).addresses !== undefined) return [];
    return Object.keys(layoutOf(type)?.related ?? {});
  },
};
