import type { Evaluation } from "../../model/run.ts";
import { fitsGlob } from "../glob.ts";
import type { Grant } from "./read.ts";

/** Does the entry speak of this evaluation? Asked of fails for exemptions, of unknowns for accepted blind spots. */
export type Fits = (grant: Grant, evaluation: Evaluation) => boolean;

/** `foldsCase`: whether ids of a provider compare without regard to case. */
export function createFits(foldsCase: (provider: string) => boolean): Fits {
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
    const ofCall =
      call === undefined || unread.every((fact) => fact.call !== undefined && same(call, fact.call, false));
    return unread.length > 0 && unread.length === evidence.length && ofCall;
  };
}

function same(pattern: string, text: string, fold: boolean): boolean {
  return fold ? fitsGlob(pattern.toLowerCase(), text.toLowerCase()) : fitsGlob(pattern, text);
}
