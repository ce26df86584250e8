import { createHash } from "node:crypto";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { compileRule } from "../evaluate/compiled-rule.ts";
import type { Facts } from "../evaluate/language/context.ts";
import { factsOf } from "../evaluate/language/facts.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
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
  const put = (value: unknown): At => {
    const text = ascii(JSON.stringify(value));
    texts.push(text);
    size += text.length;
    return [size - text.length, text.length];
  };
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
    fields: mapValues(fields, put),
    parts: mapValues(parts, put),
    digests: { parts: digests.whole, part: digests.parts, rules: put(digests.rules) },
  };
  const behind = `${ascii(JSON.stringify(rules.map(listedOf)))}\n${ascii(JSON.stringify(index))}\n${texts.join("")}`;
  const stamp: PackStamp = { language, digest: createHash("sha256").update(LOADER).update(behind).digest("hex") };
  return `${JSON.stringify(stamp)}\n${behind}`;
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
