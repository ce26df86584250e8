import type { CompileContext } from "../../language/context.ts";
import { compileIn } from "../../language/elements.ts";
import { isPlaced } from "../../language/frame.ts";
import type { Frame } from "../../language/frame.ts";
import { findPlace, kindOf } from "../../language/place.ts";
import type { Place } from "../../language/place.ts";
import { planPlace } from "../../language/plan.ts";
import { compileQuickFact } from "../../language/spelling.ts";
import type { Doubt } from "../doubt.ts";
import { holeDoubt, valueDoubt } from "../doubt.ts";

/** Finds one fact of an element; anything that is not simply present or absent is added to the doubts. */
export type ReadFact = (frame: Frame, doubts: Doubt[]) => Place;

export function compileFact(path: string, context: CompileContext): ReadFact {
  const { plan } = planPlace(path, context);
  return (frame, doubts) => {
    const place = findPlace(plan, frame);
    if (place.state !== "value" && place.state !== "absent") doubts.push({ place });
    return place;
  };
}

/** A fact that must be there, as parsed by `parse`; undefined, with the doubt noted, if it is not. */
export function compileNeeded<T>(
  path: string,
  wanted: string,
  parse: (value: unknown) => T | undefined,
  context: CompileContext,
): (frame: Frame, doubts: Doubt[]) => T | undefined {
  const read = compileFact(path, context);
  const quick = compileQuickFact([planPlace(path, context)]);
  return (frame, doubts) => {
    const value = quick?.(frame);
    const understood = typeof value === "symbol" ? undefined : parse(value);
    if (understood !== undefined) return understood;
    const place = read(frame, doubts);
    if (place.state === "absent") doubts.push(valueDoubt(place, `no ${wanted} is given`));
    if (place.state !== "value") return undefined;
    const parsed = parse(place.value);
    if (parsed === undefined) doubts.push(valueDoubt(place, `not ${wanted} that is known`));
    return parsed;
  };
}

/** A list inside an element. */
export interface InnerList {
  /** Null if there is none. */
  readonly frames: readonly Frame[] | null;
  /** False if there may be more, or if it could not be read at all. */
  readonly whole: boolean;
  /** Null if all is well and no evidence is wanted. */
  readonly place: Place | null;
}

const NO_LIST: InnerList = { frames: null, whole: true, place: null };

export function compileInner(
  path: string,
  context: CompileContext,
): { read: (frame: Frame, doubts: Doubt[]) => InnerList; inner: CompileContext } {
  const { gather, inner } = compileIn({ in: path }, context);
  const read = (frame: Frame, doubts: Doubt[]): InnerList => {
    if (!isPlaced(frame)) {
      const { state, frames, hole } = gather(frame, false);
      if (state === "absent") return NO_LIST;
      if (state === "value" && hole === null) return { frames, whole: true, place: null };
    }
    const { state, frames, hole, place } = gather(frame, true);
    if (state === "absent") return { frames: null, whole: true, place: place! };
    if (state !== "value") {
      doubts.push({ place: place! });
      return { frames: null, whole: false, place: place! };
    }
    if (hole !== null) doubts.push(holeDoubt(place!, hole));
    return { frames, whole: hole === null, place: place! };
  };
  return { read, inner };
}

/** Text of an element, which is the text itself or holds it under `key`. */
export function compileText(
  key: string,
  context: CompileContext,
): (frame: Frame, doubts: Doubt[]) => string | undefined {
  const itself = compileFact(".", context);
  const below = compileFact(key, context);
  const quickItself = compileQuickFact([planPlace(".", context)]);
  const quickBelow = compileQuickFact([planPlace(key, context)]);
  return (frame, doubts) => {
    const quick = typeof frame.value === "object" ? quickBelow : quickItself;
    const value = quick?.(frame);
    if (typeof value === "string") return value;
    const place = typeof frame.value === "object" ? below(frame, doubts) : itself(frame, doubts);
    if (place.state === "absent") doubts.push(valueDoubt(place, "nothing stands there"));
    if (place.state !== "value") return undefined;
    if (typeof place.value === "string") return place.value;
    doubts.push({ place: { ...place, state: "wrong_type", why: `${kindOf(place.value)} where text is expected` } });
    return undefined;
  };
}
