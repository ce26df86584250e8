import type { Rule } from "../model/rule.ts";
import type { LayerState } from "../model/words.ts";
import type { CheckFacts } from "./condition/surroundings.ts";

/** What rules are checked against beside the language itself. */
export interface RuleFacts extends CheckFacts {
  readonly providers: readonly string[];
  /** Control ids by framework; a framework that is not here is not checked. */
  readonly frameworks: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the model of responsibility says; null where it was not loaded. */
  readonly responsibility: ClaimCheck | null;
  /** The rules that come with the program: their files mirror their ids, and their examples are complete. */
  readonly shipped: boolean;
}

/** The part of the responsibility model that rules are held against; another room knows it. */
export interface ClaimCheck {
  readonly isClassified: (type: string) => boolean;
  /** Can this party answer for this layer of this type at all? */
  readonly claimFits: (type: string, layer: Rule["layer"], claim: Rule["responsibility"]) => boolean;
  /** Every state that the model can give this layer of this type. */
  readonly possibleStates: (type: string, layer: Rule["layer"]) => readonly LayerState[];
}
