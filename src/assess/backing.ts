import type { Evaluation } from "../model/run.ts";

/** The evaluation with what stands behind it, where it is one that nobody could check. */
export function withBacking(evaluation: Evaluation): Evaluation {
  if (evaluation.outcome !== "inherited" && evaluation.outcome !== "manual") return evaluation;
  return { ...evaluation, attestation: { id: null, state: "missing" } };
}
