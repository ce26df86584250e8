import type { SourceNode } from "../../source/source-node.ts";
import { textOf } from "../../source/source-node.ts";
import { checkPath, typeText } from "./check-path.ts";
import type { CheckedPath } from "./check-path.ts";
import type { Surroundings } from "./surroundings.ts";

/** Checks a path to one value, or several spellings of one fact; null if a mistake was reported. */
export function checkPlace(node: SourceNode, at: Surroundings): CheckedPath | null {
  return node.kind === "list" ? checkSpellings(node.items, node, at) : checkPath(node, at, "value");
}

function checkSpellings(items: readonly SourceNode[], node: SourceNode, at: Surroundings): CheckedPath | null {
  if (items.length === 0) {
    at.reporter.error(node.place, "rule-empty-list", "an empty list decides nothing");
    return null;
  }
  const paths = items.map((item) => checkPath(item, at, "value"));
  if (paths.includes(null)) return null;
  const [first] = paths as CheckedPath[];
  const fields = (paths as CheckedPath[]).flatMap((path) => path.fields);
  const differing = fields.find(({ type }) => type !== fields[0]!.type);
  if (differing) {
    at.reporter.error(
      node.place,
      "rule-spellings",
      `several paths are spellings of one fact; ${fields[0]!.path} is ${typeText(fields[0]!.type)}, ${differing.path} is ${typeText(differing.type)}`,
      'ask two facts in two lines under "all" or "any"',
    );
    return null;
  }
  return {
    ...first!,
    text: textOf(items[0]) ?? first!.text,
    fields,
    unlisted: (paths as CheckedPath[]).some(({ unlisted }) => unlisted),
  };
}
