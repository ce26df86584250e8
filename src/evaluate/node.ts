import type { Evidence } from "../model/run.ts";
import type { Frame } from "./frame.ts";
import { stepsFromTop } from "./frame.ts";
import type { Step } from "./path.ts";
import { stepsText } from "./path.ts";
import type { Place } from "./place.ts";
import type { RelatedLookup } from "./related-lookup.ts";
import type { Truth } from "./truth.ts";

/** A compiled condition. */
export type Node = (frame: Frame, env: Environment) => Truth;

/** What a condition may reach while it is judged. */
export interface Environment {
  readonly related: RelatedLookup;
  /** Where evidence is written; null where nobody asked for it, which is the fast way. */
  readonly trace: Evidence[] | null;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

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
  const evidence: Writable<Evidence> = { path: stepsText([...stepsFromTop(frame), ...steps]), seen, state, wanted };
  if (fact.because) evidence.because = fact.because;
  if (isElsewhere(frame)) evidence.resource = document.id;
  if (document.source !== undefined) evidence.call = document.source;
  if (document.confirmed_at !== undefined) evidence.at = document.confirmed_at;
  env.trace.push(evidence);
}

/** Evidence of a place as it was found. */
export function addPlaceEvidence(env: Environment, place: Place, wanted: string, because?: string): void {
  if (!env.trace) return;
  const seen = place.state === "value" ? place.value : place.state === "absent" ? null : place.why;
  const reasons = [place.state === "absent" ? place.why : "", because].filter(Boolean).join("; ");
  addEvidence(env, place.from, place.steps, { seen, state: place.state, wanted, because: reasons });
}

function isElsewhere(frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.outer) if (at.view !== frame.view) return true;
  return false;
}

/** Judges `nodes` one by one with a trace of their own each and keeps the evidence of those that `keep` names. */
export function collectTraced<T>(
  env: Environment,
  items: Iterable<T>,
  judge: (item: T, env: Environment) => Truth,
): { readonly truth: Truth; readonly evidence: Evidence[] }[] {
  const judged: { truth: Truth; evidence: Evidence[] }[] = [];
  for (const item of items) {
    const evidence: Evidence[] = [];
    judged.push({ truth: judge(item, { ...env, trace: evidence }), evidence });
  }
  return judged;
}
