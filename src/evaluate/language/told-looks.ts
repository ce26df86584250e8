import type { Condition, Rule } from "../../model/rule.ts";
import type { IndexSpec } from "../related/related-lookup.ts";

/** What a rule reads for one of its types. Plain data. */
export interface Looks {
  /** The types it reads something from: its own, and those it looks up. */
  readonly types: readonly string[];
  /** What it looks up elsewhere. */
  readonly indexes: readonly IndexSpec[];
}

interface Told {
  /** By type; empty if the rule reads only its own. */
  readonly looks: Readonly<Record<string, Looks>>;
  /** The shared conditions it uses, directly and indirectly, as they were then. */
  readonly holds: () => Readonly<Record<string, Condition>>;
}

/** Keyed by the rule object itself, because a changed rule may read something else. */
const told = new WeakMap<Rule, Told>();

/** Records the result of an earlier walk through the rule. */
export function tellLooks(rule: Rule, looks: Told): void {
  told.set(rule, looks);
}

/** Undefined if nothing was recorded, or with other shared conditions, so that the rule must be walked. */
export function looksTold(
  rule: Rule,
  type: string,
  conditions: Readonly<Record<string, Condition>>,
): Looks | undefined {
  const known = told.get(rule);
  if (!known || Object.entries(known.holds()).some(([name, then]) => conditions[name] !== then)) return undefined;
  return Object.hasOwn(known.looks, type) ? known.looks[type]! : { types: [type], indexes: [] };
}
