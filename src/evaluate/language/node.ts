import type { Evidence } from "../../model/run.ts";
import { callOfDocument, type CallOf } from "./call-of.ts";
import type { Frame } from "./frame.ts";
import { stepsFromTop } from "./frame.ts";
import type { Step } from "./path.ts";
import { stepsText } from "./path.ts";
import type { Place } from "./place.ts";
import type { RelatedAnswer, RelatedLookup, RelatedRequest } from "../related/related-lookup.ts";
import type { Truth } from "./truth.ts";

/** A compiled condition. */
export type Node = (frame: Frame, env: Environment) => Truth;

/** What a condition can access while it is judged. */
export interface Environment {
  readonly related: RelatedLookup;
  /** Where evidence is written; null if it is not wanted, which is faster. */
  readonly trace: Evidence[] | null;
  /** What was encountered on the way, with or without evidence. */
  readonly met: Met;
  readonly callOf: CallOf;
}

/** Flags that stay true once set. */
export interface Met {
  /** A place that the resource cannot have, so the question may not apply to it. */
  unsupported: boolean;
  /** An answer about other resources that later input may change. */
  unfinished: boolean;
}

export function nothingMet(): Met {
  return { unsupported: false, unfinished: false };
}

/** Adds what was encountered when this was judged before. */
export function meet(env: Environment, met: Readonly<Met>): void {
  env.met.unsupported ||= met.unsupported;
  env.met.unfinished ||= met.unfinished;
}

/** Looks up other resources. */
export function lookUp(env: Environment, request: RelatedRequest): RelatedAnswer {
  const answer = env.related(request);
  if (answer.isUnfinished) env.met.unfinished = true;
  return answer;
}

/**
 * An environment for judging without evidence, any number of times. `callOf`: names the source of what evidence shows.
 */
export function environment(related: RelatedLookup, callOf: CallOf = callOfDocument): Environment {
  return { related, trace: null, met: nothingMet(), callOf };
}

/** The same without evidence. */
export function untraced(env: Environment): Environment {
  if (env.trace === null) return env;
  const { related, met, callOf } = env;
  return { related, trace: null, met, callOf };
}

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Adds one fact to the evidence. `steps` lead from `frame` to the place. */
export function addEvidence(
  env: Environment,
  frame: Frame,
  steps: readonly Step[],
  fact: Pick<Evidence, "seen" | "state" | "wanted"> & { readonly because?: string | undefined },
): void {
  if (!env.trace) return;
  const { document } = frame.view;
  const { seen, state, wanted } = fact;
  const all = frame.container ? stepsFromTop(frame).concat(steps) : steps;
  const call = env.callOf(document, all, fact);
  const evidence: Writable<Evidence> = { path: stepsText(all), seen, state, wanted };
  if (fact.because) evidence.because = fact.because;
  if (isElsewhere(frame)) evidence.resource = document.id;
  if (call !== undefined) evidence.call = call;
  if (document.confirmed_at !== undefined) evidence.at = document.confirmed_at;
  env.trace.push(evidence);
}

/** Adds evidence of a place as found. */
export function addPlaceEvidence(env: Environment, place: Place, wanted: string, because?: string): void {
  if (place.state === "unsupported") env.met.unsupported = true;
  if (!env.trace) return;
  const seen = place.state === "value" ? place.value : place.state === "absent" ? null : place.why;
  const why = place.state === "absent" ? place.why : "";
  const reasons = why === "" || !because ? because || why : `${why}; ${because}`;
  addEvidence(env, place.from, place.steps, { seen, state: place.state, wanted, because: reasons });
}

function isElsewhere(frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.outer) if (at.view !== frame.view) return true;
  return false;
}
