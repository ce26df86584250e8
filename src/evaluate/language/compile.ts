import type {
  AllNode,
  AnyNode,
  Condition,
  HoldsNode,
  Line,
  ListBody,
  NotNode,
  Quantifier,
  QuestionName,
  QuestionNode,
} from "../../model/rule.ts";
import { QUANTIFIERS, QUESTION_NAMES } from "../../model/rule.ts";
import type { CompileContext } from "./context.ts";
import { compileLine } from "./line.ts";
import type { Environment, Node } from "./node.ts";
import { untraced } from "./node.ts";
import { compileQuantifier } from "./quantifier.ts";
import { QUESTIONS } from "../questions/registry.ts";
import { FALSE, TRUE, UNKNOWN, negate } from "./truth.ts";
import type { Truth } from "./truth.ts";
import type { Frame } from "./frame.ts";

/** Compiles a condition, which the loader has checked, into one closure to be run on any number of documents. */
export function compileCondition(condition: Condition, context: CompileContext): Node {
  switch (nodeKind(condition)) {
    case "all":
      return joined((condition as AllNode).all, FALSE, context);
    case "any":
      return joined((condition as AnyNode).any, TRUE, context);
    case "not":
      return compileNot(condition as NotNode, context);
    case "holds":
      return compileHolds(condition as HoldsNode, context);
    case "quantifier": {
      const kind = QUANTIFIERS.find((word) => Object.hasOwn(condition, word))!;
      const body = (condition as unknown as Record<Quantifier, ListBody>)[kind];
      return compileQuantifier(kind, body, context, compileCondition);
    }
    case "question": {
      const name = QUESTION_NAMES.find((word) => Object.hasOwn(condition, word))!;
      return QUESTIONS[name].compile((condition as QuestionNode)[name], context);
    }
    default:
      return compileLine(condition as Line, context);
  }
}

export type NodeKind = "all" | "any" | "not" | "holds" | "quantifier" | "question" | "line";

/** Which node of the language a mapping is, by its key. A mapping with none of the keywords is a line. */
export function nodeKind(condition: object): NodeKind {
  for (const kind of ["all", "any", "not", "holds"] as const)
    if (Object.hasOwn(condition, kind) && !isLine(condition)) return kind;
  if (QUANTIFIERS.some((word) => Object.hasOwn(condition, word))) return "quantifier";
  if (QUESTION_NAMES.some((word: QuestionName) => Object.hasOwn(condition, word))) return "question";
  return "line";
}

function isLine(condition: object): boolean {
  return Object.hasOwn(condition, "path");
}

/**
 * `all` if `decisive` is false, `any` if it is true: one decisive node decides; otherwise one unknown leaves it open.
 */
function joined(conditions: readonly Condition[], decisive: typeof FALSE | typeof TRUE, context: CompileContext): Node {
  const nodes = conditions.map((condition) => compileCondition(condition, context));
  const otherwise = negate(decisive);
  if (nodes.length === 2) return joinedTwo(nodes[0]!, nodes[1]!, decisive, otherwise);
  return (frame, env) => {
    if (env.trace) return joinTraced(nodes, decisive, otherwise, frame, env);
    let truth: Truth = otherwise;
    for (const node of nodes) {
      const answer = node(frame, env);
      if (answer === decisive) return decisive;
      if (answer === UNKNOWN) truth = UNKNOWN;
    }
    return truth;
  };
}

/** The common case of two nodes. */
function joinedTwo(first: Node, second: Node, decisive: Truth, otherwise: Truth): Node {
  return (frame, env) => {
    if (env.trace) return joinTraced([first, second], decisive, otherwise, frame, env);
    const one = first(frame, env);
    if (one === decisive) return decisive;
    const other = second(frame, env);
    return other === decisive || other === UNKNOWN ? other : one;
  };
}

/** Evaluates every node, and those that agree with the result a second time for their evidence. */
function joinTraced(nodes: readonly Node[], decisive: Truth, otherwise: Truth, frame: Frame, env: Environment): Truth {
  const silent = untraced(env);
  const truths = nodes.map((node) => node(frame, silent));
  const result = truths.includes(decisive) ? decisive : truths.includes(UNKNOWN) ? UNKNOWN : otherwise;
  for (const [i, node] of nodes.entries()) if (truths[i] === result) node(frame, env);
  return result;
}

function compileNot({ not }: NotNode, context: CompileContext): Node {
  const positive = context.positive === null ? null : !context.positive;
  const node = compileCondition(not, { ...context, positive });
  return (frame, env) => negate(node(frame, env));
}

/** A shared condition is judged as if written in place; it refers to nothing outside itself. */
function compileHolds({ holds }: HoldsNode, context: CompileContext): Node {
  const condition = Object.hasOwn(context.facts.conditions, holds) ? context.facts.conditions[holds] : undefined;
  if (!condition) throw new Error(`no condition is called ${holds}`);
  return compileCondition(condition, context);
}
