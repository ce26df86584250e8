import type { IndexSpec } from "../evaluate/related/related-lookup.ts";
import type { Rule } from "../model/rule.ts";

/** Where a text stands behind the index: where it begins, and its length. */
export type At = readonly [number, number];

/** The first line of a pack. */
export interface PackStamp {
  readonly language: 1;
  /** SHA-256 of all the other lines, 64 hex digits. */
  readonly digest: string;
}

/**
 * The third line of a pack; the second is a list of {@link RuleHead}, one a rule. What the index points to stands behind it, each as
 * JSON for itself, and is parsed when it is asked for.
 */
export interface PackIndex {
  /** Of the library, in its order. */
  readonly keys: readonly string[];
  readonly rules: readonly RuleEntry[];
  /** Keys of rules, in the order in which they were written. */
  readonly shapes: readonly (readonly string[])[];
  readonly fields: Readonly<Record<string, At>>;
  readonly parts: Readonly<Record<string, At>>;
  readonly digests: { readonly parts: string; readonly rules: At; readonly part: Readonly<Record<string, string>> };
}

/** What every list and every scan asks of each rule. */
const ALWAYS = [
  "id",
  "title",
  "status",
  "severity",
  "layer",
  "responsibility",
  "resource",
  "per",
  "aliases",
  "owner_role",
  "on_by_default",
] as const satisfies readonly (keyof Rule)[];

/** What is known of a rule before anything else of it is parsed. */
export type RuleHead = Pick<Rule, (typeof ALWAYS)[number]>;

export function headOf(rule: Rule): RuleHead {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => isOfHead(key))) as unknown as RuleHead;
}

export function isOfHead(key: string): boolean {
  return (ALWAYS as readonly string[]).includes(key);
}

/** What is asked of the rules on documents that are there; all else only a report says. */
const ASKED: readonly string[] = ["when", "expect", "absent", "params", "unlisted_paths"];
const MAPPED: readonly string[] = ["controls"];
export type Section = "asked" | "mapped" | "said";

export interface RuleEntry {
  /** Its place in `shapes`. */
  readonly shape: number;
  readonly at: Readonly<Record<Section, At>>;
  /** By type, where it looks elsewhere: what it reads, and what it looks up. */
  readonly looks?: Readonly<Record<string, readonly [readonly string[], readonly Omit<IndexSpec, "id">[]]>>;
  /** Shared conditions, as far as they reach. */
  readonly holds?: readonly string[];
}

export function sectionOf(key: string): Section {
  return ASKED.includes(key) ? "asked" : MAPPED.includes(key) ? "mapped" : "said";
}

export function mapValues<V, W>(
  record: Readonly<Record<string, V>>,
  map: (value: V) => W,
): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
