import { suggest } from "../../diagnostics/suggest.ts";
import { WITHIN } from "../../model/words.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, shown, textOf, valueOf } from "../../source/source-node.ts";
import { checkKeys, reportMissing } from "./check-keys.ts";
import { checkWordOf } from "./check-literal.ts";
import { checkPath, typeText } from "./check-path.ts";
import type { Start, Surroundings } from "./surroundings.ts";

export const MOST_RELATED = 3;

/** Checks `related`, `join` and `within`. Returns where paths of the `where` begin, or null if that is not known. */
export function checkRelated(related: MapEntry, body: MapNode, at: Surroundings): Start | null {
  const types = checkTypes(related.value, at);
  const within = entryOf(body, "within");
  if (!within)
    reportMissing(
      related.keyPlace,
      "say within what it must have been read: region, account or organization",
      at,
      "without it nobody knows when there is none",
    );
  else checkWordOf(within.value, WITHIN, "within", at);
  const start = types && { types, base: [], literals: null };
  const join = valueOf(body, "join");
  if (join) checkJoin(join, start, at);
  if (at.relatedDepth >= MOST_RELATED) {
    at.reporter.error(
      related.keyPlace,
      "rule-related-depth",
      `${at.relatedDepth + 1} levels of related; at most ${MOST_RELATED} can be followed`,
    );
  }
  return start;
}

/** One type or several; null if one is not known. */
function checkTypes(node: SourceNode, at: Surroundings): readonly string[] | null {
  const items = node.kind === "list" ? node.items : [node];
  if (items.length === 0) {
    at.reporter.error(node.place, "rule-empty-list", "an empty list decides nothing");
    return null;
  }
  const known = items.map((item) => checkType(item, at));
  return known.every((type) => type !== null) ? known : null;
}

/** The name of a resource type, if a field list has it. */
export function checkType(
  node: SourceNode,
  at: Pick<Surroundings, "facts" | "reporter" | "lenientTypes">,
): string | null {
  const type = textOf(node);
  if (type !== undefined && (at.facts.fields.has(type) || at.lenientTypes)) return type;
  const types = at.facts.fields.types();
  const lower = type?.toLowerCase();
  const cased = types.find((known) => known.toLowerCase() === lower);
  const guess = cased ?? (type === undefined ? undefined : suggest(type, types));
  at.reporter.error(
    node.place,
    "rule-unknown-type",
    `no field list has the type ${shown(node)}${guess === undefined ? "" : `; did you mean ${guess}?`}`,
  );
  return null;
}

function checkJoin(node: SourceNode, theirs: Start | null, at: Surroundings): void {
  if (!checkKeys(node, ["ours", "theirs"], '"join"', at)) return;
  const ourNode = valueOf(node, "ours");
  const theirNode = valueOf(node, "theirs");
  if (!ourNode) reportMissing(node.place, '"ours" is missing: the place here that names the other resource', at);
  if (!theirNode) reportMissing(node.place, '"theirs" is missing: the place there that must equal it', at);
  const ours = ourNode && checkPath(ourNode, at, "value");
  const other = theirNode && theirs && checkPath(theirNode, { ...at, start: theirs }, "value");
  for (const [path, place] of [
    [ours, ourNode?.place],
    [other, theirNode?.place],
  ] as const) {
    const wrong = path?.fields.find(
      ({ type }) => type === "list" || type === "object" || type === "map" || type === "policy",
    );
    if (wrong)
      at.reporter.error(
        place!,
        "rule-join-type",
        `${path!.text} is ${typeText(wrong.type)}; join takes one value on each side`,
        wrong.type === "list" ? 'walk the list with "in" and relate inside its "where"' : undefined,
      );
  }
}
