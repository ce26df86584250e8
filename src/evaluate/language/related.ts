import type { ListBody } from "../../model/rule.ts";
import { named } from "./context.ts";
import type { CompileContext } from "./context.ts";
import type { Frame } from "./frame.ts";
import type { Environment } from "./node.ts";
import { lookUp } from "./node.ts";
import { fieldText, parsePath } from "./path.ts";
import { findPlace } from "./place.ts";
import type { Place } from "./place.ts";
import { planPlace } from "./plan.ts";
import { compileQuickRead } from "./quick.ts";
import { indexSpec, isAskedFromAfar } from "../related/related-lookup.ts";
import type { RelatedAnswer } from "../related/related-lookup.ts";

export interface RelatedElements {
  /** Null if the joined place has no value; `ours` then says why. */
  readonly answer: RelatedAnswer | null;
  /** Null if nothing is joined, or if it has a value and no evidence is wanted. */
  readonly ours: Place | null;
}

/** Elements of `related`; their `where` is compiled once for each of the types. */
export function compileRelated(
  body: ListBody & { readonly related: string | readonly string[] },
  context: CompileContext,
): { gather: (frame: Frame, env: Environment) => RelatedElements; inner: readonly CompileContext[] } {
  const types = typeof body.related === "string" ? [body.related] : body.related;
  const theirs = body.join ? fieldText(parsePath(body.join.theirs).segments) : null;
  const spec = indexSpec(types, theirs, body.within!, context.anywhere);
  context.indexes.push(spec);
  const ours = body.join ? planPlace(body.join.ours, context) : null;

  const quick = ours && compileQuickRead(ours.plan);

  const gather = (frame: Frame, env: Environment): RelatedElements => {
    const askFor = (key: string | null): RelatedAnswer => lookUp(env, { spec, key, asking: frame.view });
    const value = env.trace === null && quick ? quick(frame) : null;
    if (typeof value === "string") return { answer: askFor(joinKey(value, context.fold)), ours: null };
    const place = ours ? findPlace(ours.plan, frame) : null;
    if (place && (place.state !== "value" || typeof place.value === "object")) return { answer: null, ours: place };
    return { answer: askFor(place ? joinKey(place.value, context.fold) : null), ours: place };
  };
  const there = { ...context, prefix: "", anywhere: isAskedFromAfar(spec) };
  return { gather, inner: types.map((type) => named({ ...there, type }, body.as ?? null)) };
}

/** The form in which joined values compare. */
export function joinKey(value: unknown, fold: boolean): string {
  const text = String(value);
  return fold ? text.toLowerCase() : text;
}
