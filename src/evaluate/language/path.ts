/**
 * Paths of the rule language, from text to segments and back. Forms: `a.b.c`, `tags["cost:center"]`,
 * `list[key=value].x`, `list[].x`, `map{}`, `.`, `$.x`, `$name.x`, `@fact.x`.
 */
export type Segment =
  | { readonly kind: "key"; readonly key: string }
  /** The one element whose `key` equals `value`. */
  | { readonly kind: "pick"; readonly key: string; readonly value: string }
  /** Every element of a list. */
  | { readonly kind: "each" }
  /** The entries of a map as `{key, value}`. */
  | { readonly kind: "entries" };

export interface Path {
  readonly text: string;
  /** Where it begins: at the current element, the resource being judged, or an element named by `as`. */
  readonly root: "element" | "resource" | "named";
  readonly name: string | null;
  readonly segments: readonly Segment[];
}

/** One step into an actual document: a key, or a position in a list. */
export type Step = string | number;

/** Thrown by {@link parsePath}; `offset` is the 0-based position in the text. */
export class PathSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "PathSyntaxError";
    this.offset = offset;
  }
}

const PLAIN_KEY = /[^.[\]{}"\s]+/y;
const NAME = /\$([A-Za-z_][A-Za-z0-9_-]*)?/y;
const QUOTED = /\["((?:[^"\\]|\\["\\])*)"\]/y;
const PICK = /\[([^=\]"]+)=([^\]]*)\]/y;

/** @throws {PathSyntaxError} if the text is not a path. */
export function parsePath(text: string): Path {
  let at = 0;
  let root: Path["root"] = "element";
  let name: string | null = null;
  const segments: Segment[] = [];

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (literal: string): boolean => {
    if (!text.startsWith(literal, at)) return false;
    at += literal.length;
    return true;
  };

  if (text === "" || text === ".") return { text: ".", root, name, segments };
  if (text.startsWith("$")) {
    name = match(NAME)?.[1] ?? null;
    root = name === null ? "resource" : "named";
    if (at < text.length && !take(".") && text[at] !== "[")
      throw new PathSyntaxError(`expected "." after "${text.slice(0, at)}"`, at);
    if (at === text.length && text.endsWith(".")) return { text, root, name, segments };
  }
  for (let first = true; at < text.length; first = false) {
    if (text[at] === "[") {
      segments.push(parseBracket(match, take, text, at));
    } else if (take("{}")) {
      segments.push({ kind: "entries" });
    } else {
      const separated = segments.length === 0 && first ? true : take(".");
      const key = separated ? match(PLAIN_KEY) : null;
      if (!key)
        throw new PathSyntaxError(
          `expected a key${separated ? "" : ' after "."'}, found "${text[at] ?? "the end"}"`,
          at,
        );
      segments.push({ kind: "key", key: key[0] });
    }
  }
  return { text, root, name, segments };
}

function parseBracket(
  match: (pattern: RegExp) => RegExpExecArray | null,
  take: (literal: string) => boolean,
  text: string,
  at: number,
): Segment {
  const quoted = match(QUOTED);
  if (quoted) return { kind: "key", key: quoted[1]!.replace(/\\(.)/g, "$1") };
  if (take("[]")) return { kind: "each" };
  const pick = match(PICK);
  if (pick) return { kind: "pick", key: pick[1]!, value: pick[2]! };
  throw new PathSyntaxError(`expected [], ["key"] or [key=value], found "${text.slice(at, at + 12)}"`, at);
}

/** A key as written in a path: quoted if it contains a character with a meaning there. */
export function keyText(key: string, first: boolean): string {
  if (/^[^.[\]{}"\s/:]+$/.test(key) && !key.startsWith("$")) return first ? key : `.${key}`;
  return `["${key.replace(/["\\]/g, "\\$&")}"]`;
}

/** Steps as path text: `configuration.ipPermissions[0].fromPort`. */
export function stepsText(steps: readonly Step[]): string {
  let text = "";
  for (const step of steps) text += typeof step === "number" ? `[${step}]` : keyText(step, text === "");
  return text === "" ? "." : text;
}

/** Segments as the field lists spell them: picks and elements as `[]`. */
export function fieldText(segments: readonly Segment[], prefix = ""): string {
  let text = prefix;
  for (const segment of segments) {
    if (segment.kind === "key") text += keyText(segment.key, text === "");
    else text += segment.kind === "entries" ? "{}" : "[]";
  }
  return text;
}
