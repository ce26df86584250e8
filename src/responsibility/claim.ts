import type { ResponsibilityModel } from "../model/responsibility.ts";
import type { Layer, LayerState, Party } from "../model/words.ts";
import { classifiedType } from "./classified-type.ts";

/**
 * Whether `layer` of a resource of `type` can be the `claim` party's at all, by profile and overrides or by any
 * exception of the type. Exceptions that hold everywhere say nothing about a single type and do not count. An unknown
 * type is the customer's.
 */
export function claimFits(model: ResponsibilityModel, type: string, layer: Layer, claim: Party): boolean {
  return possibleStates(model, type, layer).includes(claim);
}

/** Every state the model can give `layer` of `type`, starting with the one without exceptions. */
export function possibleStates(model: ResponsibilityModel, type: string, layer: Layer): readonly LayerState[] {
  const classified = classifiedType(type, (candidate) => Object.hasOwn(model.types, candidate));
  if (classified === undefined) return ["customer"];
  const facts = model.types[classified]!;
  const profile = model.profiles[facts.profile];
  const states = new Set<LayerState>();
  const base = facts.overrides?.[layer] ?? profile?.layers[layer];
  if (base) states.add(base);
  // A child's document does not have its parent's fields, so the parent's exceptions do not reach it.
  for (const { set, set_all } of classified === type ? (facts.exceptions ?? []) : []) {
    const state = set?.[layer];
    if (state) states.add(state);
    else if (set_all?.from.some((from) => states.has(from))) states.add(set_all.to);
  }
  return [...states];
}
