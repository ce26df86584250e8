import { nodeKind } from "../evaluate/language/compile.ts";
import { fieldText, parsePath } from "../evaluate/language/path.ts";
import type { Condition, Line, ListBody } from "../model/rule.ts";
import { QUANTIFIERS } from "../model/rule.ts";

/** One line or question of a condition: the smallest thing that can be true or false. */
export interface Leaf {
  /** Without positions; empty where it is about the element itself. */
  readonly path: string;
  /** The same as the evidence of a first element names it, for `at` of an example. */
  readonly at: string;
  /** The rule says what absence means, in the resource's favour: `default`, `absent: pass`. */
  readonly speaksOfAbsence: boolean;
}

/**
 * All leaves of a condition. Those of shared conditions that it holds are not among them: they have examples of their own.
 * `below`: where its paths begin, as evidence names that place.
 */
export function leavesOf(condition: Condition, below = ""): Leaf[] {
  const node = condition as Record<string, unknown>;
  switch (nodeKind(condition)) {
    case "all":
    case "any":
      return ((node["all"] ?? node["any"]) as Condition[]).flatMap((part) => leavesOf(part, below));
    case "not":
      return leavesOf(node["not"] as Condition, below);
    case "holds":
      return [];
    case "quantifier": {
      const body = node[QUANTIFIERS.find((word) => Object.hasOwn(node, word))!] as ListBody;
      return body.where ? leavesOf(body.where, elementOf(body, below)) : [];
    }
    case "question":
      return Object.values(node).map((argument) => questionLeaf(argument, below));
    default:
      return [lineLeaf(condition as Line, below)];
  }
}

/** The first element of what a quantifier ranges over, or one of a map; another resource begins anew. */
function elementOf(body: ListBody, below: string): string {
  if (body.related !== undefined) return "";
  if (body.in === undefined) return below;
  const list = placed(body.in.replace(/(?:\[\]|\{\})$/, ""), below);
  return list + (body.in.endsWith("{}") ? ".NAME" : "[0]");
}

function placed(path: string, below: string): string {
  if (path === "" || path === ".") return below;
  if (path.startsWith("$")) return path.replace(/^\$\w*\.?/, "");
  return below === "" || path.startsWith("[") ? below + path : `${below}.${path}`;
}

function leafAt(path: string, below: string, speaksOfAbsence: boolean): Leaf {
  return { path: plainPath(path), at: placed(path, below), speaksOfAbsence };
}

function questionLeaf(argument: unknown, below: string): Leaf {
  if (typeof argument === "string") return leafAt(argument, below, false);
  const { policy, addresses, absent } = argument as Record<string, unknown>;
  return leafAt(String(policy ?? addresses ?? ""), below, absent === "pass");
}

function lineLeaf(line: Line, below: string): Leaf {
  const path = typeof line.path === "object" ? line.path[0] : line.path;
  return leafAt(path ?? "", below, line.default !== undefined || line.absent === "pass");
}

/** A path as it can be compared with the evidence's: elements and positions left out, `$` cut off. */
export function plainPath(text: string): string {
  const { segments } = parsePath(text.replace(/\[\d+\]/g, ""));
  return fieldText(segments.filter(({ kind }) => kind === "key"));
}
