import { createHash } from "node:crypto";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import { toldDigest } from "./told-digests.ts";

/** The digests of a pack that the build computes. */
export interface PackDigests {
  /** One digest per rule, in the pack's order. */
  readonly rules: readonly string[];
  /** One for each other part, by name. */
  readonly parts: Readonly<Record<string, string>>;
  /** One for all other parts together. */
  readonly whole: string;
}

/** SHA-256 of the rules, in order; 64 hex digits. */
export function digestOfRules(rules: readonly Rule[]): string {
  return sha256(rules.map(digestOf).join("\n"));
}

/**
 * SHA-256 of the rules that differ from the pack: custom rules, and shipped ones that were changed. Undefined if there
 * are none.
 */
export function digestOfOwnRules(rules: readonly Rule[]): string | undefined {
  const own = rules.filter((rule) => toldDigest(rule) === undefined);
  return own.length === 0 ? undefined : digestOfRules(own);
}

/** SHA-256 of everything in a library except its rules; 64 hex digits. */
export function digestOfParts(library: Library): string {
  const told = toldDigest(library);
  if (told !== undefined) return told;
  const lines = partsOf(library).map(([name, part]) => `${name} ${digestOf(part)}`);
  return sha256(lines.join("\n"));
}

export function digestsOf(library: Library): PackDigests {
  const parts = partsOf(library).map(([name, part]) => [name, digestOf(part)] as const);
  return { rules: library.rules.map(digestOf), parts: Object.fromEntries(parts), whole: digestOfParts(library) };
}

/** Everything but the rules; the language version belongs to the program. */
function partsOf(library: Library): [string, object][] {
  const { rules: _rules, language: _language, ...parts } = library;
  return Object.entries(parts);
}

function digestOf(value: object): string {
  return toldDigest(value) ?? sha256(JSON.stringify(value));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
