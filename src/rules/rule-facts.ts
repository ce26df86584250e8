import type { Framework, Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import type { LayerState } from "../model/words.ts";
import type { CheckFacts } from "./condition/surroundings.ts";

/** What rules are checked against besides the language itself. */
export interface RuleFacts extends CheckFacts {
  readonly providers: readonly string[];
  /** Control ids by framework; if there are none at all, controls are not checked. */
  readonly frameworks: ReadonlyMap<string, ReadonlySet<string>>;
  /** Roles inside the customer's organisation; empty if they were not loaded. */
  readonly roles: ReadonlySet<string>;
  /** What the responsibility model says; null if it was not loaded. */
  readonly responsibility: ClaimCheck | null;
  /**
   * Whether these are the rules that come with the program: their files mirror their ids, and their examples are
   * complete.
   */
  readonly shipped: boolean;
}

/** Control ids by framework id, for checking rules. */
export function controlIds(frameworks: readonly Framework[]): RuleFacts["frameworks"] {
  return new Map(frameworks.map(({ id, controls }) => [id, new Set(controls.map((control) => control.id))]));
}

/** The roles that a rule may name as its owner. */
export function roleNames({ roles }: Pick<Library, "roles">): RuleFacts["roles"] {
  return new Set(Object.keys(roles.customer_roles));
}

/** The part of the responsibility model that rules are checked against; implemented by another room. */
export interface ClaimCheck {
  readonly isClassified: (type: string) => boolean;
  /** Whether this party can answer for this layer of this type at all. */
  readonly claimFits: (type: string, layer: Rule["layer"], claim: Rule["responsibility"]) => boolean;
  /** Every state the model can give this layer of this type. */
  readonly possibleStates: (type: string, layer: Rule["layer"]) => readonly LayerState[];
}
