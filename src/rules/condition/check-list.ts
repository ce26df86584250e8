import type { Literal, Quantifier } from "../../model/rule.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, nodeKindText, plainData, shown, textOf, valueOf } from "../../source/source-node.ts";
import { checkAbsence, checkEmpty } from "./check-absence.ts";
import { checkKeys, reportMissing } from "./check-keys.ts";
import { checkLiteral, checkLiterals } from "./check-literal.ts";
import { checkParamUse, paramName } from "./check-params.ts";
import { checkPath, typeText } from "./check-path.ts";
import { checkRelated } from "./check-related.ts";
import type { CheckNode, Start, Surroundings } from "./surroundings.ts";

const SOURCES = ["in", "of", "related"] as const;
type Source = (typeof SOURCES)[number];
const LIST_KEYS: readonly string[] = [...SOURCES, "join", "within", "where", "as", "empty", "default", "absent"];
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Checks `some`, `every`, `none`, `count`: one source, what is asked of its elements, and what an empty one means. */
export function checkList(kind: Quantifier, quantifier: MapEntry, at: Surroundings, check: CheckNode): void {
  const known = kind === "count" ? [...LIST_KEYS, "at_least", "at_most"] : LIST_KEYS;
  const body = quantifier.value;
  if (!checkKeys(body, known, `"${kind}"`, at)) return;
  const sources = SOURCES.filter((source) => entryOf(body, source));
  const [source, second] = sources;
  if (!source || second) {
    const place = second ? entryOf(body, second)!.keyPlace : quantifier.keyPlace;
    const found = second ? `here are ${sources.join(" and ")}` : "here is none";
    at.reporter.error(place, "rule-list-source", `"${kind}" has one source, in, of or related; ${found}`);
  }
  if (kind === "count") checkBounds(quantifier, body, at);
  const start = source && !second ? checkSource(source, body, at) : null;
  if (source && !second) checkSourceKeys(kind, source, quantifier, body, at);
  checkWhere(kind, source, quantifier, body, start, at, check);
}

function checkSource(source: Source, body: MapNode, at: Surroundings): Start | null {
  const entry = entryOf(body, source)!;
  if (source === "related") return checkRelated(entry, body, at);
  return source === "in" ? checkIn(entry.value, body, at) : checkOf(entry.value, at);
}

/** Checks `in`: a list, or with `{}` a map, in this document. */
function checkIn(node: SourceNode, body: MapNode, at: Surroundings): Start | null {
  const path = checkPath(node, at, "list");
  checkAbsence(body, path?.unlisted ?? false, at);
  const byDefault = entryOf(body, "default")?.value;
  if (byDefault && (byDefault.kind !== "list" || byDefault.items.length > 0)) {
    at.reporter.error(byDefault.place, "rule-bad-default", "of a list only default: [] is known");
  }
  if (!path) return null;
  const last = path.start.base.at(-1);
  if (last?.kind === "each" || last?.kind === "entries") return path.start;
  const wrong = path.fields.find(({ type }) => type !== "list" && type !== null);
  if (wrong) {
    const mend = wrong.type === "map" ? `: write "in: ${path.text}{}"` : ", not a list";
    at.reporter.error(
      node.place,
      wrong.type === "map" ? "rule-no-map" : "rule-no-list",
      `${path.text} is ${typeText(wrong.type)}${mend}`,
    );
    return null;
  }
  return { ...path.start, base: [...path.start.base, { kind: "each" }] };
}

/** Checks `of`: literals, or a parameter that holds some. */
function checkOf(node: SourceNode, at: Surroundings): Start | null {
  const param = paramName(node);
  if (param) return checkParamUse(param, ["list"], at) && { types: [], base: [], literals: "param" };
  checkLiterals(node, at, (item) => void checkLiteral(item, at));
  return node.kind === "list" ? { types: [], base: [], literals: plainData(node) as Literal[] } : null;
}

/** Checks keys that belong to one source only, and demands `empty` where its meaning is not obvious. */
function checkSourceKeys(
  kind: Quantifier,
  source: Source,
  quantifier: MapEntry,
  body: MapNode,
  at: Surroundings,
): void {
  const misplaced = (key: string, why: string): void => {
    const entry = entryOf(body, key);
    if (entry) at.reporter.error(entry.keyPlace, "rule-misplaced-key", `"${key}" ${why}`);
  };
  if (source !== "related") for (const key of ["join", "within"]) misplaced(key, "belongs to related");
  if (source !== "in") misplaced("default", "belongs to in: only a list of the document can be absent");
  if (source === "of")
    for (const key of ["absent", "empty"]) misplaced(key, "has no meaning here: the list is written out");
  if (source === "related") {
    if (entryOf(body, "join")) checkAbsence(body, false, at);
    else misplaced("absent", "has no meaning here: without join nothing can be absent");
  }
  const empty = entryOf(body, "empty");
  if (empty && source !== "of") return checkEmpty(empty, at);
  if (empty || source === "of") return;
  if (source === "related" && (kind === "none" || kind === "every")) {
    reportMissing(
      quantifier.keyPlace,
      "say what it means when no related resource is found",
      at,
      "empty: pass, fail or unknown",
    );
  } else if (source === "in" && kind === "every") {
    reportMissing(quantifier.keyPlace, "say what an empty list means: empty: pass, fail or unknown", at);
  }
}

function checkWhere(
  kind: Quantifier,
  source: Source | undefined,
  quantifier: MapEntry,
  body: MapNode,
  start: Start | null,
  at: Surroundings,
  check: CheckNode,
): void {
  const name = checkName(body, at);
  const where = valueOf(body, "where");
  if (!where) {
    const optional = kind === "count" || source === "related";
    if (!optional) reportMissing(quantifier.keyPlace, '"where" is missing: say what is asked of each element', at);
    return;
  }
  if (!start) return;
  const bounded = kind === "count" && entryOf(body, "at_least") !== undefined && entryOf(body, "at_most") !== undefined;
  check(where, {
    ...at,
    start,
    named: name === undefined ? at.named : new Map([...at.named, [name, start]]),
    directed: at.directed && !bounded,
    relatedDepth: at.relatedDepth + (source === "related" ? 1 : 0),
  });
}

function checkName(body: MapNode, at: Surroundings): string | undefined {
  const node = valueOf(body, "as");
  if (!node) return undefined;
  const name = textOf(node);
  if (name === undefined || !NAME.test(name)) {
    at.reporter.error(
      node.place,
      "rule-bad-name",
      `${shown(node)} is not a name`,
      "letters, digits, _ and -; a letter first",
    );
    return undefined;
  }
  if (at.named.has(name)) at.reporter.error(node.place, "rule-bad-name", `an outer element is named "${name}" already`);
  return name;
}

function checkBounds(quantifier: MapEntry, body: MapNode, at: Surroundings): void {
  const bounds = (["at_least", "at_most"] as const).map((key) => checkBound(key, valueOf(body, key), at));
  const [least, most] = bounds;
  if (least === undefined && most === undefined) {
    reportMissing(quantifier.keyPlace, 'a count has a bound: "at_least", "at_most" or both', at);
  } else if (typeof least === "number" && typeof most === "number" && least > most) {
    at.reporter.error(
      valueOf(body, "at_most")!.place,
      "rule-bad-bounds",
      `at least ${least} and at most ${most}: no number is both`,
    );
  }
}

/** The bound's number; null if it is a parameter or a mistake; undefined if there is none. */
function checkBound(key: string, node: SourceNode | undefined, at: Surroundings): number | null | undefined {
  if (!node) return undefined;
  const param = paramName(node);
  if (param) {
    checkParamUse(param, ["number"], at);
    return null;
  }
  if (node.kind === "scalar" && typeof node.value === "number" && Number.isInteger(node.value) && node.value >= 0)
    return node.value;
  at.reporter.error(
    node.place,
    "rule-bad-bounds",
    `"${key}" of a count is a whole number; here is ${node.kind === "scalar" ? shown(node) : nodeKindText(node)}`,
  );
  return null;
}
