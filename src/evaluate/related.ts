import type { ListBody } from "../model/rule.ts";
import type { Within } from "../model/words.ts";
import type { CompileContext } from "./context.ts";
import { named } from "./elements.ts";
import { documentFrame } from "./frame.ts";
import type { DocumentView, Frame } from "./frame.ts";
import { fieldText, parsePath } from "./path.ts";
import { findPlace } from "./place.ts";
import type { Place } from "./place.ts";
import { planPlace } from "./plan.ts";

/** What a condition wants to be able to look up: resources of these types, by one field of theirs. */
export interface IndexSpec {
  readonly types: readonly string[];
  /** Path of the joined field in the other document; null: all of the type within. */
  readonly theirs: string | null;
  readonly within: Within;
}

/** One look-up. The account and region are those of the document that asks. */
export interface RelatedRequest {
  readonly spec: IndexSpec;
  /** The joined value; null where the spec joins on nothing. */
  readonly key: string | null;
  readonly asking: DocumentView;
}

export interface RelatedAnswer {
  readonly found: readonly DocumentView[];
  /** Why there may be others; null where everything within was read. */
  readonly hole: string | null;
}

export type RelatedLookup = (request: RelatedRequest) => RelatedAnswer;

/** For conditions that have no related resources. */
export const NOTHING_RELATED: RelatedLookup = () => ({ found: [], hole: "no other resource was looked at" });

export interface RelatedElements {
  /** Null where the joined place could not be had: `ours` then says why. */
  readonly answer: RelatedAnswer | null;
  readonly ours: Place | null;
  readonly frames: readonly Frame[];
}

/** Elements of `related`; their `where` is compiled once for each of the types. */
export function compileRelated(
  body: ListBody & { readonly related: string | readonly string[] },
  context: CompileContext,
): { gather: (frame: Frame, lookup: RelatedLookup) => RelatedElements; inner: readonly CompileContext[] } {
  const types = typeof body.related === "string" ? [body.related] : body.related;
  const theirs = body.join ? fieldText(parsePath(body.join.theirs).segments) : null;
  const spec: IndexSpec = { types, theirs, within: body.within! };
  context.indexes.push(spec);
  const ours = body.join ? planPlace(body.join.ours, context).plan : null;
  const name = body.as ?? null;

  const gather = (frame: Frame, lookup: RelatedLookup): RelatedElements => {
    const place = ours ? findPlace(ours, frame) : null;
    if (place && (place.state !== "value" || typeof place.value === "object"))
      return { answer: null, ours: place, frames: [] };
    const key = place ? joinKey(place.value, context.fold) : null;
    const answer = lookup({ spec, key, asking: frame.view });
    return { answer, ours: place, frames: answer.found.map((view) => documentFrame(view, frame, name)) };
  };
  return { gather, inner: types.map((type) => named({ ...context, type, prefix: "" }, name)) };
}

/** The form in which joined values compare. */
export function joinKey(value: unknown, fold: boolean): string {
  const text = String(value);
  return fold ? text.toLowerCase() : text;
}
