import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation, Evidence } from "../../model/run.ts";
import { fitsGlob } from "../glob.ts";
import { callNotRead } from "../missing/causes-of.ts";
import type { Grant } from "./read.ts";

/** Does the entry speak of this evaluation? Asked of fails for exemptions, of unknowns for accepted blind spots. */
export type Fits = (grant: Grant, evaluation: Evaluation) => boolean;

/** `foldsCase`: whether ids of a provider compare without regard to case. `spots`: those of the run. */
export function createFits(foldsCase: (provider: string) => boolean, spots: readonly BlindSpot[]): Fits {
  return ({ kind, rule, match }, evaluation) => {
    const { resource, fingerprint, evidence } = evaluation;
    const facts: Readonly<Record<string, string>> = { ...resource, id: resource.id ?? "", fingerprint };
    const fold = foldsCase(resource.provider);
    const fits = Object.entries(match).every(
      ([key, pattern]) => key === "call" || same(pattern, facts[key] ?? "", fold || key === "type"),
    );
    if (!fits) return false;
    if (kind !== "accepted_blind_spot") return rule === evaluation.rule_id;
    // What is unknown for another reason than that it was not read is nobody's blind spot.
    const unread = evidence.filter(({ state }) => state === "unread");
    const { call } = match;
    if (call === undefined && evaluation.reason === "responsibility_undetermined") return true;
    const isOfCall = (fact: Evidence): boolean => {
      const missed = callNotRead(fact, evaluation, spots);
      return missed !== undefined && same(call!, missed, false);
    };
    return unread.length > 0 && unread.length === evidence.length && (call === undefined || unread.every(isOfCall));
  };
}

export function same(pattern: string, text: string, fold: boolean): boolean {
  return fold ? fitsGlob(pattern.toLowerCase(), text.toLowerCase()) : fitsGlob(pattern, text);
}
