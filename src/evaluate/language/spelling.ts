import type { FieldType } from "../../model/rule.ts";
import type { Frame } from "./frame.ts";
import { findPlace } from "./place.ts";
import type { Place } from "./place.ts";
import type { PlannedPlace } from "./plan.ts";
import { ABSENT, NOT_PLAIN, UNREAD, compileQuickRead } from "./quick.ts";
import type { QuickRead } from "./quick.ts";
import { asBoolean, asNumber } from "./values.ts";

/** Looks up a fact at its one place, or under its several spellings. */
export function findFact(places: readonly PlannedPlace[]): (frame: Frame) => Place {
  const [only] = places;
  return only && places.length === 1 ? (frame) => findPlace(only.plan, frame) : findSpelling(places);
}

/**
 * The same quickly, see {@link QuickRead}. Several spellings are plain if those that have a value have the same one.
 */
export function compileQuickFact(places: readonly PlannedPlace[]): QuickRead | null {
  const reads = places.map(({ plan }) => compileQuickRead(plan)).filter((read) => read !== null);
  if (reads.length < places.length) return null;
  if (reads.length === 1) return reads[0]!;
  return (frame) => {
    let found: unknown = ABSENT;
    for (const read of reads) {
      const value = read(frame);
      if (value === ABSENT) continue;
      if (value === NOT_PLAIN || value === UNREAD) return NOT_PLAIN;
      if (found !== ABSENT && found !== value) return NOT_PLAIN;
      found = value;
    }
    return found;
  };
}

/** One fact under several spellings: the first that has a value; two that differ are no fact. */
function findSpelling(places: readonly PlannedPlace[]): (frame: Frame) => Place {
  const [first] = places;
  const canonical = canonicalOf(first?.field?.type, first?.plan.fold ?? false);
  return (frame) => {
    const found = places.map(({ plan }) => findPlace(plan, frame));
    const values = found.filter((place) => place.state === "value");
    const differing = values.find((place) => canonical(place.value) !== canonical(values[0]!.value));
    if (differing) return { ...differing, state: "wrong_type", why: "two spellings of one fact that differ" };
    const wrong = found.find((place) => place.state === "wrong_type");
    return values[0] ?? wrong ?? found.find((place) => place.state !== "absent") ?? found[0]!;
  };
}

/**
 * Returns the canonical form for comparing two values of a field: `false` and `"FALSE"` are the same if the field is a
 * boolean.
 */
function canonicalOf(type: FieldType | undefined, fold: boolean): (value: unknown) => unknown {
  return (value) => {
    const asKind = type === "number" ? asNumber(value) : type === "text" ? undefined : asBoolean(value);
    if (asKind !== undefined) return asKind;
    const text = JSON.stringify(value);
    return fold ? text.toLowerCase() : text;
  };
}
