import { suggest } from "../../diagnostics/suggest.ts";
import { OPERATOR_NAMES } from "../../model/rule.ts";
import { unknownKey } from "../../source/shape.ts";
import type { MapEntry } from "../../source/source-node.ts";
import type { Surroundings } from "./surroundings.ts";

/** Words of other rule languages, and how each is written here. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    any: ["or", "anyof", "oneof", "any_of"],
    all: ["and", "allof", "all_of"],
    "a when beside the expect": ["if", "then", "else", "unless"],
    equals: ["=", "==", "eq", "value"],
    not_equals: ["!=", "<>", "ne", "neq"],
    at_least: [">=", ">", "gte", "gt", "ge", "min", "minimum", "greater_than"],
    at_most: ["<=", "<", "lte", "lt", "le", "max", "maximum", "less_than"],
    one_of: ["in_list", "enum", "values"],
    "is: set": ["exists", "exist", "present", "defined"],
    "is: unset": ["missing", "empty", "not_exists", "undefined"],
    "contains_all (lists), mentions_all (text) or like": ["contains", "includes", "has"],
    "matches or like": ["regex", "regexp", "pattern", "match"],
  }).flatMap(([here, words]) => words.map((word) => [word, here] as const)),
);

/** Reports an unknown key in a condition, with what it means here, what is similar, or what there is. */
export function reportUnknownWord({ key, keyPlace }: MapEntry, known: readonly string[], at: Surroundings): void {
  const here = OTHER_WORDS.get(key.toLowerCase());
  const guess = here === undefined ? suggest(key, known) : undefined;
  at.reporter.error(keyPlace, "rule-unknown-key", unknownKey(key, guess), helpFor(key, here, guess));
}

function helpFor(key: string, here: string | undefined, guess: string | undefined): string | undefined {
  if (here !== undefined) return `write ${here}`;
  if (guess !== undefined) return undefined;
  if (/[.[@]/.test(key)) return `a path goes under "path": { path: ${key}, equals: VALUE }`;
  return `a line compares by ${OPERATOR_NAMES.join(", ")}`;
}
