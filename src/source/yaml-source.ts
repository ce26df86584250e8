import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import type { Reporter } from "./reporter.ts";
import type { MapEntry, SourceNode, SourcePlace } from "./source-node.ts";
import { plainBlanks } from "./plain-blanks.ts";
import { syntaxMistakes } from "./yaml-mistakes.ts";

const LARGEST_FILE = 1024 * 1024;
const DEEPEST = 60;

/** Control characters that no text of people holds: all but tab and the ends of lines. */
const CONTROL = /(?![\t\n\r\u0085])\p{Cc}/u;

/** Words that YAML 1.1 reads as booleans: what they mean hangs on who reads the file. */
const DOUBTFUL_WORD = /^(?:yes|no|on|off)$/i;

/** Keys that mean something to JavaScript itself. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads YAML 1.2 (core schema) as a tree with positions. What makes two readers of a file disagree is refused:
 * anchors, aliases, tags, several documents, keys given twice, unquoted `on` and `no`. Null where nothing of it can be
 * used; mistakes go to `reporter`, all of one file in one go as far as the syntax allows.
 */
export function readSource(text: string, reporter: Reporter): SourceNode | null {
  const whole = text.startsWith("\ufeff") ? text.slice(1) : text;
  const lines = new LineCounter();
  const start: SourcePlace = { line: 1, column: 1, length: 1 };
  if (whole.length > LARGEST_FILE) {
    reporter.error(null, "yaml-too-large", `file of ${whole.length} characters, more than ${LARGEST_FILE}`);
    return null;
  }
  const clean = plainBlanks(whole, reporter);
  const strange = CONTROL.exec(clean);
  if (strange) {
    const before = clean.slice(0, strange.index);
    const line = before.split("\n").length;
    const column = strange.index - before.lastIndexOf("\n");
    const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const help = code === "0000" ? "text in UTF-16 is full of these: save it as UTF-8" : undefined;
    reporter.error({ line, column, length: 1 }, "yaml-control-character", `control character U+${code}`, help);
    return null;
  }
  const tooDeep = firstTooDeep(clean);
  if (tooDeep) {
    reporter.error(tooDeep, "yaml-too-deep", `nested more than ${DEEPEST} levels deep`);
    return null;
  }
  const documents = parseAllDocuments(clean, {
    lineCounter: lines,
    uniqueKeys: false,
    schema: "core",
    merge: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents) || documents.length === 0) {
    reporter.error(start, "yaml-empty", "the file is empty");
    return null;
  }
  const [document, second] = documents as Document.Parsed[];
  if (second) {
    const from = placeOf(lines, clean, second.range[0], second.range[1]);
    reporter.error(from, "yaml-several-documents", "a second document in one file", "write one document a file");
  }
  for (const { message, help, from, to } of syntaxMistakes(document!, clean)) {
    if (reporter.isFull()) break;
    reporter.error(placeOf(lines, clean, from, to), "yaml-syntax", message, help);
  }
  if (document!.errors.length > 0) return null;
  if (document!.contents === null) {
    reporter.error(start, "yaml-empty", "the file is empty");
    return null;
  }
  return convert(document!.contents as ParsedNode, { text: clean, lines, reporter }, 0);
}

/**
 * The first place with too many open brackets or indents, found before parsing: the parser calls itself once a level.
 * Counts `[ { -` and spaces at the start of lines, so a file in order is never refused.
 */
function firstTooDeep(text: string): SourcePlace | null {
  let open = 0;
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "\n") {
      line++;
      lineStart = i + 1;
    } else if (c === "[" || c === "{") {
      if (++open > LARGEST_FLOW) return { line, column: i - lineStart + 1, length: 1 };
    } else if ((c === "]" || c === "}") && open > 0) open--;
    else if (c === "-" || c === "?" || c === ":") {
      const run = /(?:[-?:][ \t]+){100,}/y;
      run.lastIndex = i;
      if (run.test(text)) return { line, column: i - lineStart + 1, length: 1 };
    }
    if (i - lineStart > LARGEST_INDENT && c === " " && /^ *$/.test(text.slice(lineStart, i + 1))) {
      return { line, column: i - lineStart + 1, length: 1 };
    }
  }
  return null;
}

/** Text may hold unpaired brackets, so the check before parsing is far more generous than {@link DEEPEST}. */
const LARGEST_FLOW = 500;
const LARGEST_INDENT = 1000;

interface Reading {
  readonly text: string;
  readonly lines: LineCounter;
  readonly reporter: Reporter;
}

function convert(node: ParsedNode | null, reading: Reading, depth: number): SourceNode {
  const { reporter } = reading;
  if (node === null) return { kind: "scalar", place: { line: 0, column: 0, length: 0 }, value: null, plain: "" };
  const place = placeOf(reading.lines, reading.text, node.range[0], node.range[1]);
  if (depth > DEEPEST) {
    reporter.error(place, "yaml-too-deep", `nested more than ${DEEPEST} levels deep`);
    return refused(place);
  }
  if (isAlias(node)) {
    reporter.error(place, "yaml-alias", `alias "*${node.source}": write the value out`);
    return refused(place);
  }
  if (node.anchor !== undefined)
    reporter.error(place, "yaml-anchor", `anchor "&${node.anchor}": write the value out where it is needed`);
  if (node.tag !== undefined && tagWritten(node))
    reporter.error(place, "yaml-tag", `tag "${node.tag.replace("tag:yaml.org,2002:", "!!")}": plain values only`);
  if (isMap(node))
    return {
      kind: "map",
      place,
      entries: convertEntries(node as YAMLMap<ParsedNode, ParsedNode | null>, reading, depth),
    };
  if (isSeq(node))
    return {
      kind: "list",
      place,
      items: node.items.map((item) => convert(item as ParsedNode | null, reading, depth + 1)),
    };
  return convertScalar(node as Scalar.Parsed, place, reporter);
}

/** Maps and lists are given the tag of their kind by the parser itself; a tag that was written comes with its token. */
function tagWritten(node: ParsedNode): boolean {
  return node.tag !== "tag:yaml.org,2002:map" && node.tag !== "tag:yaml.org,2002:seq";
}

function convertScalar(node: Scalar.Parsed, place: SourcePlace, reporter: Reporter): SourceNode {
  const plain = node.type === "PLAIN" ? (node.source ?? "") : null;
  const { value } = node;
  if (plain !== null && DOUBTFUL_WORD.test(plain)) {
    reporter.error(
      place,
      "yaml-quote",
      `quote it: "${plain}"`,
      `some readers of YAML take this word for ${/^(?:yes|on)$/i.test(plain) ? "true" : "false"}; if that is meant, write it`,
    );
  }
  if (typeof value === "string" || typeof value === "boolean" || value === null)
    return { kind: "scalar", place, value, plain };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "scalar", place, value, plain };
  reporter.error(
    place,
    "yaml-quote",
    `quote it: "${plain ?? String(value)}"`,
    "this is no number that can be written down",
  );
  return refused(place);
}

function refused(place: SourcePlace): SourceNode {
  return { kind: "scalar", place, value: null, plain: null, refused: true };
}

function convertEntries(map: YAMLMap<ParsedNode, ParsedNode | null>, reading: Reading, depth: number): MapEntry[] {
  const { reporter } = reading;
  const first = new Map<string, SourcePlace>();
  const entries: MapEntry[] = [];
  for (const { key: keyNode, value: valueNode } of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
    const keyPlace = keyNode.range
      ? placeOf(reading.lines, reading.text, keyNode.range[0], keyNode.range[1])
      : placeOf(reading.lines, reading.text, 0, 1);
    if (!isScalar(keyNode)) {
      reporter.error(keyPlace, "yaml-key", "a key must be text");
      continue;
    }
    if (keyNode.anchor !== undefined)
      reporter.error(keyPlace, "yaml-anchor", `anchor "&${keyNode.anchor}": write the value out where it is needed`);
    const key = typeof keyNode.value === "string" ? keyNode.value : (keyNode.source ?? String(keyNode.value));
    const before = first.get(key);
    if (before) {
      reporter.error(
        keyPlace,
        "yaml-duplicate-key",
        `"${key}" is given twice; first at line ${before.line}, column ${before.column}`,
      );
      continue;
    }
    if (RESERVED_KEYS.has(key)) {
      reporter.error(keyPlace, "yaml-key", `"${key}" cannot be a key`);
      continue;
    }
    first.set(key, keyPlace);
    const value = convert(valueNode, reading, depth + 1);
    entries.push({ key, keyPlace, value: value.place.line === 0 ? { ...value, place: keyPlace } : value });
  }
  return entries;
}

function placeOf(lines: LineCounter, text: string, from: number, to: number): SourcePlace {
  const at = Math.min(from, text.length);
  const { line, col } = lines.linePos(at);
  const lineEnd = text.indexOf("\n", at);
  const end = Math.min(to, lineEnd === -1 ? text.length : lineEnd);
  return {
    line: Math.max(1, line),
    column: Math.max(1, col),
    length: Math.max(1, text.slice(at, end).trimEnd().length),
  };
}
