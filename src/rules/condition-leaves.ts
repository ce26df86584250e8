import { nodeKind } from "../evaluate/language/compile.ts";
import { fieldText, parsePath } from "../evaluate/language/path.ts";
import type { Condition, Line, ListBody } from "../model/rule.ts";
import { QUANTIFIERS } from "../model/rule.ts";

/** One line or question of a condition: the smallest thing that can be true or false. */
export interface Leaf {
  /** Without positions; empty if it is about the element itself. */
  readonly path: string;
  /** The same path as in the evidence of a first element, for `at` of an example. */
  readonly at: string;
  /** Whether the rule says that absence counts in the resource's favour: `default`, `absent: pass`. */
  readonly speaksOfAbsence: boolean;
}

/**
 * All leaves of a condition. Those of shared conditions it uses are not included, because these have their own
 * examples. `below`: where its paths begin, as named in evidence.
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

/** The path of the first element a quantifier ranges over, or of one in a map; another resource starts a new path. */
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

/** A path in the form that can be compared with the evidence's: without elements, positions and `$`. */
export function plainPath(text: string): string {
  const { segments } = parsePath(text.replace(/\[\d+\]/g, ""));
  return fieldText(segments.filter(({ kind }) => kind === "key"));
}
