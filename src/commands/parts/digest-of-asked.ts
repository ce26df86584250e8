import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import { digestOfParts, digestOfRules } from "../../rules/digests.ts";

/** A digest of the chosen rules and the library: equal if the same is asked in the same way. */
export function digestOfAsked(rules: readonly Rule[], library: Library): string {
  return `${digestOfRules(rules)} ${digestOfParts(library)}`;
}
