import type { Frame } from "../language/frame.ts";
import type { Environment } from "../language/node.ts";
import { addPlaceEvidence } from "../language/node.ts";
import type { Step } from "../language/path.ts";
import type { Place } from "../language/place.ts";

/** Something that could not be read or understood and so may be anything. */
export interface Doubt {
  readonly place: Place;
  readonly because?: string;
}

/** Doubt about a value that was read but not understood. */
export function valueDoubt(place: Place, because: string): Doubt {
  return { place, because };
}

/** The place of an element as a whole. */
export function placeOf(frame: Frame): Place {
  return { state: "value", value: frame.value, why: "", steps: [], from: frame };
}

/** Doubt about a list that may have more elements than were read. */
export function holeDoubt(place: Place, why: string): Doubt {
  const { value, steps, from } = place;
  return { place: { state: "unread", value, why, steps, from } };
}

export function placeBelow(place: Place, steps: readonly Step[], value: unknown): Place {
  const { state, why, from } = place;
  return { state, value, why, steps: [...place.steps, ...steps], from };
}

const MOST_SHOWN = 10;

export function reportDoubts(env: Environment, doubts: readonly Doubt[], wanted: string): void {
  for (const { place, because } of doubts.slice(0, MOST_SHOWN)) addPlaceEvidence(env, place, wanted, because);
}
