import type { Evaluation, Evidence } from "../model/run.ts";
import { isSameFact } from "./duplicate-facts.ts";
import { factsDigest } from "./fingerprint.ts";

/** What decided an evaluation. The digest is null where it did not fail. */
export type DecidingFacts = Pick<Evaluation, "evidence" | "facts_digest">;

const REMEMBERED = 8;

/**
 * For the evaluations of one rule: facts like those that decided of late are given as the very same list, with its digest.
 * Of the failures in an estate more than nine in ten repeat the facts of another, and who writes them may ask for that.
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

/** Whether it is cheap to compare and holds no part of a document. */
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
