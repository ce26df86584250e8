import { LAYER_STATES } from "../model/words.ts";
import type { LayerState } from "../model/words.ts";

/** The states a layer may be in, one bit each. If more than one, it is not known which. */
export type StateSet = number;

const BITS: Readonly<Record<LayerState, StateSet>> = Object.freeze(
  Object.fromEntries(LAYER_STATES.map((state, i) => [state, 1 << i])) as Record<LayerState, StateSet>,
);

export function stateSet(...states: readonly LayerState[]): StateSet {
  return states.reduce((set, state) => set | BITS[state], 0);
}

/** The one state of the set; `undetermined` if there are several. */
export function stateOf(set: StateSet): LayerState {
  return LAYER_STATES.find((state) => BITS[state] === set) ?? "undetermined";
}
