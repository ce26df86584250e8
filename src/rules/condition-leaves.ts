import { nodeKind } from "../evaluate/language/compile.ts";
import { fieldText, parsePath } from "../evaluate/language/path.ts";
import type { Condition, Line, ListBody } from "../model/rule.ts";
import { QUANTIFIERS } from "../model/rule.ts";

/** One line or question of a condition: the smallest thing that can be true or false. */
export interface Leaf {
  /** Without positions; empty where it is about the element itself. */
  readonly path: string;
  /** The rule says what absence means, in the resource's favour: `default`, `absent: pass`. */
  readonly speaksOfAbsence: boolean;
}

/** All leaves of a condition. Those of shared conditions that it holds are not among them: they have examples of their own. */
export function leavesOf(condition: Condition): Leaf[] {
  const node = condition as Record<string, unknown>;
  switch (nodeKind(condition)) {
    case "all":
    case "any":
      return ((node["all"] ?? node["any"]) as Condition[]).flatMap(leavesOf);
    case "not":
      return leavesOf(node["not"] as Condition);
    case "holds":
      return [];
    case "quantifier": {
      const body = node[QUANTIFIERS.find((word) => Object.hasOwn(node, word))!] as ListBody;
      return body.where ? leavesOf(body.where) : [];
    }
    case "question":
      return Object.values(node).map(questionLeaf);
    default:
      return [lineLeaf(condition as Line)];
  }
}

function questionLeaf(argument: unknown): Leaf {
  if (typeof argument === "string") return { path: plainPath(argument), speaksOfAbsence: false };
  const { policy, addresses, absent } = argument as Record<string, unknown>;
  return { path: plainPath(String(policy ?? addresses ?? "")), speaksOfAbsence: absent === "pass" };
}

function lineLeaf(line: Line): Leaf {
  const path = typeof line.path === "object" ? line.path[0] : line.path;
  return { path: plainPath(path ?? ""), speaksOfAbsence: line.default !== undefined || line.absent === "pass" };
}

/** A path as it can be compared with the evidence's: elements and positions left out, `$` cut off. */
export function plainPath(text: string): string {
  const { segments } = parsePath(text.replace(/\[\d+\]/g, ""));
  return fieldText(segments.filter(({ kind }) => kind === "key"));
}
