import type { IndexSpec } from "../evaluate/related/related-lookup.ts";
import type { Rule } from "../model/rule.ts";

/** The position of a text after the index: its beginning and its length. */
export type At = readonly [number, number];

/** The first line of a pack. */
export interface PackStamp {
  readonly language: 1;
  /** SHA-256 of all the other lines and of the program that checked them, 64 hex digits. */
  readonly digest: string;
}

/**
 * The third line of a pack; the second is a list of {@link ListedRule}, one per rule. What the index points to follows
 * it, each part as separate JSON, and is parsed on demand.
 */
export interface PackIndex {
  /** The keys of the library, in order. */
  readonly keys: readonly string[];
  readonly rules: readonly RuleEntry[];
  /** Keys of rules, in the order they were written. */
  readonly shapes: readonly (readonly string[])[];
  /** By type: the pieces that its JSON is made of. */
  readonly fields: Readonly<Record<string, readonly At[]>>;
  readonly parts: Readonly<Record<string, At>>;
  readonly digests: { readonly parts: string; readonly rules: At; readonly part: Readonly<Record<string, string>> };
}

/**
 * What a list of rules shows of each. It has a separate line, because JSON of everything a scan reads takes seven times
 * as long to parse.
 */
const LISTED = ["id", "title", "severity", "on_by_default"] as const satisfies readonly (keyof Rule)[];
/** What every scan also reads of each rule. */
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

/** What is read of rules on types that have documents; everything else appears only in reports. */
const ASKED: readonly string[] = ["when", "expect", "absent", "params", "unlisted_paths"];
const MAPPED: readonly string[] = ["controls"];
/** In the order they follow the index. */
export const SECTIONS = ["asked", "mapped", "said"] as const;
export type Section = (typeof SECTIONS)[number];

export interface RuleEntry {
  /** Its index in `shapes`. */
  readonly shape: number;
  readonly head: RuleHead;
  /** Where each of its sections begins, and where the last one ends. */
  readonly at: readonly number[];
  /** By type, if it looks elsewhere: what it reads, and what it looks up. */
  readonly looks?: Readonly<Record<string, readonly [readonly string[], readonly Omit<IndexSpec, "id">[]]>>;
  /** The shared conditions it uses, directly and indirectly. */
  readonly holds?: readonly string[];
}

/** The content of a section of a rule. */
export function sectionOf(rule: Rule, section: Section): object {
  return picked(rule, (key) => !includes(LISTED, key) && !includes(ALWAYS, key) && sectionWith(key) === section);
}

/** The section that contains a key. */
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
