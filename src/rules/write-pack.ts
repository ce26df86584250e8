import { createHash } from "node:crypto";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { compileRule } from "../evaluate/compiled-rule.ts";
import type { Facts } from "../evaluate/language/context.ts";
import { factsOf } from "../evaluate/language/facts.ts";
import type { Library } from "../model/library.ts";
import type { FieldLists, Rule, TypeFields } from "../model/rule.ts";
import { digestsOf } from "./digests.ts";
import { loadLibrary, LOADER } from "./load-library.ts";
import type { ResponsibilityKnowledge } from "./load-responsibility.ts";
import {
  type At,
  headOf,
  listedOf,
  mapValues,
  type PackIndex,
  type PackStamp,
  type RuleEntry,
  SECTIONS,
  sectionOf,
} from "./pack-layout.ts";

/**
 * The shipped library, checked and ready to be written as one file. Equal folders give equal bytes.
 * @throws {DiagnosticError} with every mistake in the folder.
 */
export async function compilePack(directory: string, responsibility?: ResponsibilityKnowledge): Promise<Library> {
  const options = { shipped: true, ...(responsibility && { responsibility }) };
  const { library, diagnostics } = await loadLibrary(directory, options);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
  return library;
}

/** The library as the one file that the program reads, with results that need not be computed at start; ASCII only. */
export function writePack(library: Library): string {
  const texts: string[] = [];
  let size = 0;
  const putText = (text: string): At => {
    texts.push(text);
    size += text.length;
    return [size - text.length, text.length];
  };
  const put = (value: unknown): At => putText(ascii(JSON.stringify(value)));
  const { rules, fields, language, ...parts } = library;
  const facts = factsOf(library, "1970-01-01T00:00:00Z");
  const shapes: string[][] = [];
  const shapeOf = (keys: string[]): number => {
    const known = shapes.findIndex((shape) => shape.join() === keys.join());
    return known >= 0 ? known : shapes.push(keys) - 1;
  };
  const digests = digestsOf(library);
  const index: PackIndex = {
    keys: Object.keys(library),
    rules: rules.map((rule) => {
      return {
        shape: shapeOf(Object.keys(rule)),
        head: headOf(rule),
        at: [...SECTIONS.map((name) => put(sectionOf(rule, name))[0]), size],
        ...looksOf(rule, facts),
      };
    }),
    shapes,
    fields: putFields(fields, putText),
    parts: mapValues(parts, put),
    digests: { parts: digests.whole, part: digests.parts, rules: put(digests.rules) },
  };
  const behind = `${ascii(JSON.stringify(rules.map(listedOf)))}\n${ascii(JSON.stringify(index))}\n${texts.join("")}`;
  const stamp: PackStamp = { language, digest: createHash("sha256").update(LOADER).update(behind).digest("hex") };
  return `${JSON.stringify(stamp)}\n${behind}`;
}

/** Writes the types. A longer piece that several have, such as the fields of diagnostic settings, is written once. */
function putFields(fields: FieldLists, put: (text: string) => At): PackIndex["fields"] {
  const inPieces = mapValues(fields, piecesOf);
  const counts = new Map<string, number>();
  for (const piece of Object.values(inPieces).flat()) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const places = new Map<string, At>();
  const shared = (piece: string): At => places.get(piece) ?? places.set(piece, put(piece)).get(piece)!;
  return mapValues(inPieces, (pieces) => {
    const at: At[] = [];
    let own = "";
    const putOwn = (): void => void (own !== "" && at.push(put(own)));
    for (const piece of pieces) {
      if (piece.length < 500 || counts.get(piece) === 1) own += piece;
      else {
        putOwn();
        at.push(shared(piece));
        own = "";
      }
    }
    putOwn();
    return at;
  });
}

/** The JSON of a type, cut between fields of different roots: `properties`, `children.diagnosticsettings`, `@name`. */
function piecesOf(type: TypeFields): string[] {
  const pieces = [ascii(JSON.stringify({ ...type, fields: {} })).slice(0, -"}}".length)];
  let rootBefore: string | undefined;
  for (const [at, [path, field]] of Object.entries(type.fields).entries()) {
    const [root] = /^(?:children\.)?[^.[{]*/.exec(path)!;
    if (root !== rootBefore) pieces.push("");
    rootBefore = root;
    pieces.push(`${pieces.pop()!}${at === 0 ? "" : ","}${ascii(`${JSON.stringify(path)}:${JSON.stringify(field)}`)}`);
  }
  return [...pieces, "}}"];
}

function looksOf(rule: Rule, facts: Facts): Pick<RuleEntry, "looks" | "holds"> {
  const looks = compileRule(rule, facts)
    .filter(({ type, readTypes, indexes }) => indexes.length > 0 || readTypes.join() !== type)
    .map(({ type, readTypes, indexes }) => {
      return [type, [readTypes, indexes.map(({ id: _id, ...one }) => one)]] as const;
    });
  const holds = heldBy([rule.when, rule.expect], facts.conditions);
  return { ...(looks.length > 0 && { looks: Object.fromEntries(looks) }), ...(holds.length > 0 && { holds }) };
}

/** Names of the shared conditions used, directly and indirectly. */
function heldBy(conditions: unknown, shared: Facts["conditions"], known: readonly string[] = []): string[] {
  const names = [...JSON.stringify(conditions).matchAll(/"holds":"([^"]*)"/g)].map(([, name]) => name!);
  const fresh = [...new Set(names)].filter((name) => !known.includes(name));
  return fresh.reduce(
    (held, name) => [...new Set([...held, ...heldBy(shared[name], shared, held)])],
    [...known, ...fresh],
  );
}

/**
 * Escapes everything beyond ASCII, so that a position in the text is a position in the file, and the text takes one
 * byte per character in memory.
 */
function ascii(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
