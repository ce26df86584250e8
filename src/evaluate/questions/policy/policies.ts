import type { AbsentWord, Condition, ListBody } from "../../../model/rule.ts";
import type { CompileContext } from "../../language/context.ts";
import type { Node } from "../../language/node.ts";
import { compileQuantifier } from "../../language/quantifier.ts";

/** The part of a question about policies that says where they are. */
export interface PoliciesArgument {
  readonly policy: string;
  readonly empty?: AbsentWord;
  readonly absent?: AbsentWord;
}

type CompileOne = (path: string, context: CompileContext, absent: AbsentWord | undefined) => Node;

/** Asks the question of one policy or, if the path has `[]`, of every policy in a list. */
export function compilePolicies(argument: PoliciesArgument, context: CompileContext, compileOne: CompileOne): Node {
  const { policy, empty, absent } = argument;
  const at = policy.lastIndexOf("[]");
  if (at < 0) return compileOne(policy, context, absent);
  const body: ListBody = {
    in: policy.slice(0, at),
    where: {} as Condition,
    ...(empty && { empty }),
    ...(absent && { absent }),
  };
  const path = policy.slice(at + 2).replace(/^\./, "") || ".";
  return compileQuantifier("every", body, context, (_where, inner) => compileOne(path, inner, undefined));
}
