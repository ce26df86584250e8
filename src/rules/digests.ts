import { createHash } from "node:crypto";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";

/** What the build reckoned of a pack: a digest a rule, in the pack's order, and one for each other part by its name. */
export interface PackDigests {
  readonly rules: readonly string[];
  readonly parts: Readonly<Record<string, string>>;
}

/** By the very objects of a pack: whatever is made anew, such as a rule that somebody overrides, is hashed anew. */
const reckoned = new WeakMap<object, string>();

/** SHA-256 of the rules, in their order; 64 hex digits. */
export function digestOfRules(rules: readonly Rule[]): string {
  return sha256(rules.map(digestOf).join("\n"));
}

/** SHA-256 of the rules that did not come as the pack has them: people's own, and what they made of shipped ones. Undefined: none. */
export function digestOfOwnRules(rules: readonly Rule[]): string | undefined {
  const own = rules.filter((rule) => !reckoned.has(rule));
  return own.length === 0 ? undefined : digestOfRules(own);
}

/** SHA-256 of all that a library holds beside its rules; 64 hex digits. */
export function digestOfParts(library: Library): string {
  return sha256(
    partsOf(library)
      .map(([name, part]) => `${name} ${digestOf(part)}`)
      .join("\n"),
  );
}

export function digestsOf(library: Library): PackDigests {
  const parts = partsOf(library).map(([name, part]) => [name, digestOf(part)] as const);
  return { rules: library.rules.map(digestOf), parts: Object.fromEntries(parts) };
}

/** Takes the word of the build for the digests of what has just been read from a pack. */
export function trustDigests(library: Library, { rules, parts }: PackDigests): void {
  for (const [index, rule] of library.rules.entries()) reckoned.set(rule, rules[index]!);
  for (const [name, part] of partsOf(library)) reckoned.set(part, parts[name]!);
}

/** Everything but the rules; the version of the language is of the program. */
function partsOf(library: Library): [string, object][] {
  const { rules: _rules, language: _language, ...parts } = library;
  return Object.entries(parts);
}

function digestOf(value: object): string {
  return reckoned.get(value) ?? sha256(JSON.stringify(value));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
