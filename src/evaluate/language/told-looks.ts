import type { Condition, Rule } from "../../model/rule.ts";
import type { IndexSpec } from "../related/related-lookup.ts";

/** What a rule looks at for one of its types. Plain data. */
export interface Looks {
  /** The types of which it reads something: its own, and those that it looks up. */
  readonly types: readonly string[];
  /** What it looks up elsewhere. */
  readonly indexes: readonly IndexSpec[];
}

interface Told {
  /** By type; none where the rule looks at its own alone. */
  readonly looks: Readonly<Record<string, Looks>>;
  /** The shared conditions that it holds, and those that they hold, as they were then. */
  readonly holds: () => Readonly<Record<string, Condition>>;
}

/** By the very object of a rule, as one that somebody changed may look elsewhere. */
const told = new WeakMap<Rule, Told>();

/** Takes the word of whoever looked through the rule before. */
export function tellLooks(rule: Rule, looks: Told): void {
  told.set(rule, looks);
}

/** Undefined: nobody told, or of other shared conditions, and the rule must be looked through. */
export function looksTold(
  rule: Rule,
  type: string,
  conditions: Readonly<Record<string, Condition>>,
): Looks | undefined {
  const known = told.get(rule);
  if (!known || Object.entries(known.holds()).some(([name, then]) => conditions[name] !== then)) return undefined;
  return Object.hasOwn(known.looks, type) ? known.looks[type]! : { types: [type], indexes: [] };
}
