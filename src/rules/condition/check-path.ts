import { PathSyntaxError, fieldText, keyText, parsePath } from "../../evaluate/language/path.ts";
import type { Path, Segment } from "../../evaluate/language/path.ts";
import type { Found, KnownField } from "../known-fields.ts";
import type { ScalarNode, SourceNode } from "../../source/source-node.ts";
import { nodeKindText } from "../../source/source-node.ts";
import type { Start, Surroundings } from "./surroundings.ts";

/** What may be at the end of a path: one value, a list or map to go through, or policies in lists. */
export type PathUse = "value" | "list" | "policy";

/** A path that was understood. */
export interface CheckedPath {
  readonly text: string;
  /** Where it leads, as the start of further paths. */
  readonly start: Start;
  /** One for each type that has it; empty for literals, unlisted paths and types without a field list. */
  readonly fields: readonly KnownField[];
  readonly unlisted: boolean;
  /** Whether it goes through every element of a list. */
  readonly spread: boolean;
}

/** Checks one path against the field list of each type; null if a mistake was reported. */
export function checkPath(node: SourceNode, at: Surroundings, use: PathUse): CheckedPath | null {
  const path = readPath(node, at);
  if (!path) return null;
  const scalar = node as ScalarNode;
  const start = startOf(path, scalar, at);
  if (!start) return null;
  const segments = [...start.base, ...path.segments];
  const spread = path.segments.some(({ kind }) => kind === "each" || kind === "entries");
  if (spread && use === "value") {
    reportSpread(path, scalar, at);
    return null;
  }
  const checked = { text: path.text, start: { ...start, base: segments }, spread };
  if (start.literals !== null) {
    if (path.segments.length === 0) return { ...checked, fields: [], unlisted: false };
    at.reporter.error(
      node.place,
      "rule-unknown-path",
      `"${path.text}": an element of "of" is a literal and has no fields`,
      'begin with "$." for a field of the resource',
    );
    return null;
  }
  if (isUnlisted(path, segments, at)) return { ...checked, fields: [], unlisted: true };
  // The document as a whole: something to be judged, but not a value.
  if (segments.length === 0) {
    at.reporter.error(node.place, "rule-unknown-path", "a path is expected: the resource as a whole has no value");
    return null;
  }
  const fields = findFields(path, segments, start, scalar, at);
  return fields && { ...checked, fields, unlisted: false };
}

/** Parses a path; a mistake points into the text. */
function readPath(node: SourceNode, at: Surroundings): Path | null {
  if (node.kind !== "scalar" || typeof node.value !== "string") {
    at.reporter.error(node.place, "rule-bad-path", `a path is text; here is ${nodeKindText(node)}`);
    return null;
  }
  if (node.value === "") {
    at.reporter.error(node.place, "rule-bad-path", "an empty path", 'write "." for the element itself');
    return null;
  }
  try {
    return parsePath(node.value);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    const { line, column, length } = node.place;
    const offset = Math.min(error.offset + (node.plain === null ? 1 : 0), Math.max(0, length - 1));
    at.reporter.error(
      { line, column: column + offset, length: Math.max(1, length - offset) },
      "rule-bad-path",
      `${error.message} in path ${JSON.stringify(node.value)}`,
      'a key with ".", "/", ":" or a blank is written ["key"]',
    );
    return null;
  }
}

function startOf(path: Path, node: ScalarNode, at: Surroundings): Start | null {
  if (path.root === "element") return at.start;
  if (at.role === "shared") {
    at.reporter.error(
      node.place,
      "rule-shared-dollar",
      `"${path.text}": a shared condition knows no "$"`,
      "it is judged wherever a rule holds it; hand it whole resources only",
    );
    return null;
  }
  if (path.root === "resource") return at.judged;
  const start = at.named.get(path.name!);
  if (start) return start;
  const names = [...at.named.keys()];
  const help =
    names.length > 0 ? `named here: ${names.join(", ")}` : `give the element its name with "as: ${path.name!}"`;
  at.reporter.error(node.place, "rule-unknown-name", `nothing is named $${path.name!} here`, help);
  return null;
}

function isUnlisted(path: Path, segments: readonly Segment[], at: Surroundings): boolean {
  const { declared, used } = at.unlisted;
  for (const text of [fieldText(segments), path.text]) {
    if (!declared.has(text)) continue;
    used.add(text);
    return true;
  }
  return false;
}

function findFields(
  path: Path,
  segments: readonly Segment[],
  start: Start,
  node: ScalarNode,
  at: Surroundings,
): KnownField[] | null {
  const known = start.types.filter((type) => at.facts.fields.has(type));
  const found = known.map((type) => ({ type, found: at.facts.fields.find(type, segments) }));
  const missing = found.filter((one) => one.found.kind !== "field");
  for (const { type, found: how } of missing) reportNotFound(type, how, path, segments, start, node, at);
  if (missing.length > 0) return null;
  return found.map((one) => (one.found as Extract<Found, { kind: "field" }>).field);
}

function reportNotFound(
  type: string,
  found: Found,
  path: Path,
  segments: readonly Segment[],
  start: Start,
  node: ScalarNode,
  at: Surroundings,
): void {
  const { reporter } = at;
  const full = fieldText(segments);
  switch (found.kind) {
    case "field":
      return;
    case "through-list": {
      const list = relativeTo(start, found.path);
      return reporter.error(
        node.place,
        "rule-list-in-path",
        `${list} is a list: ask some, every or none with "in: ${list}"`,
      );
    }
    case "no-list":
      return reporter.error(
        node.place,
        "rule-no-list",
        `${relativeTo(start, found.path)} is ${typeText(found.type)}, not a list`,
      );
    case "no-map":
      return reporter.error(
        node.place,
        "rule-no-map",
        `${relativeTo(start, found.path)} is ${typeText(found.type)}, not a map`,
        found.type === "list" ? 'leave the "{}" out' : undefined,
      );
    default: {
      const guess =
        found.guess === undefined
          ? ""
          : `; did you mean ${path.root === "element" ? written(start, found.guess) : found.guess}?`;
      const help = guess === "" ? helpForUnknown(type, path, start, at) : undefined;
      return reporter.error(node.place, "rule-unknown-path", `${type} has no field ${full}${guess}`, help);
    }
  }
}

/** The path as written at `start`, even if it lies elsewhere in the resource. */
function written(start: Start, full: string): string {
  const relative = relativeTo(start, full);
  return start.base.length > 0 && relative === full ? `$.${full}` : relative;
}

function helpForUnknown(type: string, path: Path, start: Start, { facts }: Surroundings): string {
  const isInside = path.root === "element" && start.base.length > 0;
  const whole = isInside ? facts.fields.find(type, path.segments).kind : "unknown";
  return whole === "field" || whole === "through-list"
    ? `inside a "where" a path begins at the element; of the resource itself it is $.${path.text}`
    : "a path that no field list has goes under unlisted_paths with a reason";
}

/** A field's path as written inside a `where` at `start`. */
function relativeTo(start: Start, path: string): string {
  const base = fieldText(start.base);
  if (base === "" || !path.startsWith(base)) return path;
  const rest = path.slice(base.length);
  return rest.startsWith(".") ? rest.slice(1) : rest === "" ? "." : rest;
}

function reportSpread(path: Path, node: ScalarNode, at: Surroundings): void {
  let list = path.root === "element" ? "" : path.root === "resource" ? "$" : `$${path.name!}`;
  for (const segment of path.segments) {
    if (segment.kind === "each" || segment.kind === "entries") {
      const written = segment.kind === "entries" ? `${list}{}` : list;
      const what = segment.kind === "entries" ? "a map" : "a list";
      return at.reporter.error(
        node.place,
        "rule-list-in-path",
        `${list} is ${what}: ask some, every or none with "in: ${written}"`,
      );
    }
    list += segment.kind === "pick" ? `[${segment.key}=${segment.value}]` : keyText(segment.key, list === "");
  }
}

/** A field's type in words: `a number`, `text`. */
export function typeText(type: KnownField["type"]): string {
  if (type === null) return "of no known type";
  return type === "text" ? type : type === "object" ? "an object" : `a ${type}`;
}
