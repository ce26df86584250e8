import type { Evaluation } from "../model/run.ts";
import type { Witness } from "../model/witness.ts";

/** What another witness says, and when it looked. Not neutralised. */
export function witnessSentence({ source, says, at }: Witness): string {
  return `${source} says ${says}${at === undefined ? "" : ` (${at})`}`;
}

/** What all of them say; empty where nobody spoke. */
export function witnessesSentence({ witness = [] }: Evaluation): string {
  return witness.map(witnessSentence).join("; ");
}

/** True where a witness says pass of what failed here, or fail of what passed. */
export function isContradicted({ outcome, witness = [] }: Evaluation): boolean {
  return (outcome === "pass" || outcome === "fail") && witness.some((one) => one.outcome !== outcome);
}
