import type { IndexSpec } from "../evaluate/related/related-lookup.ts";
import type { Rule } from "../model/rule.ts";

/** Where a text stands behind the index: where it begins, and its length. */
export type At = readonly [number, number];

/** The first line of a pack. */
export interface PackStamp {
  readonly language: 1;
  /** SHA-256 of all the other lines and of the program that checked them, 64 hex digits. */
  readonly digest: string;
}

/**
 * The third line of a pack; the second is a list of {@link ListedRule}, one a rule. What the index points to stands behind it, each as
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

/** What a list of the rules says of each: a line of its own, as JSON of all that a scan asks takes seven times as long to parse. */
const LISTED = ["id", "title", "severity", "on_by_default"] as const satisfies readonly (keyof Rule)[];
/** What every scan asks of each rule beside. */
const ALWAYS = [
  "status",
  "layer",
  "responsibility",
  "resource",
  "per",
  "aliases",
  "owner_role",
] as const satisfies readonly (keyof Rule)[];

export type ListedRule = Pick<Rule, (typeof LISTED)[number]>;
export type RuleHead = Pick<Rule, (typeof ALWAYS)[number]>;

export function listedOf(rule: Rule): ListedRule {
  return picked(rule, (key) => includes(LISTED, key)) as ListedRule;
}

export function headOf(rule: Rule): RuleHead {
  return picked(rule, (key) => includes(ALWAYS, key)) as RuleHead;
}

/** What is asked of the rules on documents that are there; all else only a report says. */
const ASKED: readonly string[] = ["when", "expect", "absent", "params", "unlisted_paths"];
const MAPPED: readonly string[] = ["controls"];
/** In the order in which they stand behind the index. */
export const SECTIONS = ["asked", "mapped", "said"] as const;
export type Section = (typeof SECTIONS)[number];

export interface RuleEntry {
  /** Its place in `shapes`. */
  readonly shape: number;
  readonly head: RuleHead;
  /** Where each of its sections begins, and where the last one ends. */
  readonly at: readonly number[];
  /** By type, where it looks elsewhere: what it reads, and what it looks up. */
  readonly looks?: Readonly<Record<string, readonly [readonly string[], readonly Omit<IndexSpec, "id">[]]>>;
  /** Shared conditions, as far as they reach. */
  readonly holds?: readonly string[];
}

/** What stands in a section of a rule. */
export function sectionOf(rule: Rule, section: Section): object {
  return picked(rule, (key) => !includes(LISTED, key) && !includes(ALWAYS, key) && sectionWith(key) === section);
}

/** The section that a key stands in. */
export function sectionWith(key: string): Section {
  return includes(ASKED, key) ? "asked" : includes(MAPPED, key) ? "mapped" : "said";
}

export function mapValues<V, W>(
  record: Readonly<Record<string, V>>,
  map: (value: V) => W,
): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function picked(rule: Rule, isWanted: (key: string) => boolean): object {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => isWanted(key)));
}

function includes(keys: readonly string[], key: string): boolean {
  return keys.includes(key);
}
