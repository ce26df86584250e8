import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import type { Reporter } from "./reporter.ts";
import type { MapEntry, SourceNode, SourcePlace } from "./source-node.ts";
import { withoutBlockAt, type WholeBlocks } from "./whole-blocks.ts";
import { syntaxMistakes } from "./yaml-mistakes.ts";
import { DEEPEST, parsableText } from "./yaml-text.ts";

/** Words that YAML 1.1 reads as booleans, so that their meaning depends on the parser. */
const DOUBTFUL_WORD = /^(?:yes|no|on|off)$/i;

/** Keys with a meaning in JavaScript itself. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads YAML 1.2 (core schema) as a tree with positions. Anything that two parsers may read differently is refused:
 * anchors, aliases, tags, several documents, repeated keys, unquoted `on` and `no`. Mistakes go to `reporter`, all
 * those of a file at once. If the syntax is broken, the tree holds the intact parts, and `reporter` records only
 * mistakes in them that do not follow from the rest. Null if nothing can be used.
 */
export function readSource(whole: string, reporter: Reporter): SourceNode | null {
  const text = parsableText(whole, reporter);
  if (text === null) return null;
  const lines = new LineCounter();
  const start: SourcePlace = { line: 1, column: 1, length: 1 };
  const [document, second] = parse(text, lines);
  if (!document) {
    reporter.error(start, "yaml-empty", "the file is empty", BEGIN_IT);
    return null;
  }
  if (second) {
    const from = placeOf(lines, text, second.range[0], second.range[1]);
    reporter.error(from, "yaml-several-documents", "a second document in one file", "write one document per file");
  }
  for (const { message, help, from, to } of syntaxMistakes(document, text)) {
    if (reporter.isFull()) break;
    reporter.error(placeOf(lines, text, from, to), "yaml-syntax", message, help);
  }
  const left = document.errors.length > 0 ? wholeBeside(document, text) : { document, tornLines: null };
  if (!left) return null;
  if (left.tornLines) reporter.takeOnlyLocal(left.tornLines);
  if (left.document.contents === null) {
    reporter.error(start, "yaml-empty", "the file is empty", BEGIN_IT);
    return null;
  }
  return convert(left.document.contents as ParsedNode, { text, lines, reporter }, 0);
}

const BEGIN_IT = "write its first key, with [] after it if there is nothing to list yet, or do not name the file";

/** The documents of a file; none if it does not even contain a comment. */
function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    lineCounter,
    uniqueKeys: false,
    schema: "core",
    merge: false,
    logLevel: "silent",
  });
  return Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
}

/** Removing each block costs another parse of the file. */
const MOST_BLOCKS_OUT = 10;
const LARGEST_READ_AGAIN = 100_000;

/** The intact parts of a document with broken syntax; null if that cannot be determined. */
function wholeBeside(
  broken: Document.Parsed,
  text: string,
): { readonly document: Document.Parsed; readonly tornLines: ReadonlySet<number> } | null {
  if (text.length > LARGEST_READ_AGAIN) return null;
  let document = broken;
  let left: WholeBlocks | null = { text, tornLines: new Set() };
  for (let taken = 0; taken < MOST_BLOCKS_OUT; taken++) {
    const [mistake] = syntaxMistakes(document, left.text);
    if (!mistake) return { document, tornLines: left.tornLines };
    left = withoutBlockAt(left, mistake.from);
    const again: Document.Parsed | undefined = left ? parse(left.text, new LineCounter())[0] : undefined;
    if (!left || !again) return null;
    document = again;
  }
  return null;
}

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

/** The parser itself gives maps and lists the tag of their kind; a tag that was written has a token. */
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
      `some YAML readers take this word for ${/^(?:yes|on)$/i.test(plain) ? "true" : "false"}; if that is meant, write it`,
    );
  }
  if (typeof value === "string" || typeof value === "boolean" || value === null)
    return { kind: "scalar", place, value, plain };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "scalar", place, value, plain };
  reporter.error(
    place,
    "yaml-quote",
    `quote it: "${plain ?? String(value)}"`,
    "this is not a number that can be written down",
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
