import type { Evaluation, Evidence } from "../model/run.ts";
import { isSameFact } from "./duplicate-facts.ts";
import { factsDigest } from "./fingerprint.ts";

/** The facts that decided an evaluation. The digest is null if it did not fail. */
export type DecidingFacts = Pick<Evaluation, "evidence" | "facts_digest">;

const REMEMBERED = 8;

/**
 * For the evaluations of one rule: facts equal to recent ones are returned as the same list object, with its digest.
 * More than nine in ten failures in an estate repeat the facts of another, and a writer can check for the same object.
 */
export function createRecentFacts(): (evidence: readonly Evidence[], failed: boolean) => DecidingFacts {
  const recent: DecidingFacts[] = [];
  let oldest = 0;
  return (evidence, failed) => {
    for (const one of recent)
      if ((one.facts_digest !== null) === failed && isSameEvidence(one.evidence, evidence)) return one;
    const made = { evidence, facts_digest: failed ? factsDigest(evidence) : null };
    if (evidence.every(isPlain)) {
      recent[oldest] = made;
      oldest = (oldest + 1) % REMEMBERED;
    }
    return made;
  };
}

/** Whether it is cheap to compare and keeps no part of a document. */
function isPlain({ seen }: Evidence): boolean {
  return typeof seen !== "object" || seen === null;
}

function isSameEvidence(a: readonly Evidence[], b: readonly Evidence[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i]!, b[i]!];
    if (one.seen !== other.seen || one.path !== other.path || !isSameFact(one, other)) return false;
  }
  return true;
}
