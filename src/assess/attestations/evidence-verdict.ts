import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { isBacked } from "./side-backing.ts";

/** The verdict where evidence is required: what nothing stands behind leaves the run incomplete. */
export function withEvidenceRequired(run: Run, verdict: Verdict): Verdict {
  const bare = run.evaluations.filter(({ attestation }) => attestation && !isBacked(attestation.state));
  const duties = run.attestations
    .flatMap(({ customer_duties: all }) => all)
    .filter(({ state }) => state === "uncovered");
  if (bare.length === 0 && duties.length === 0) return verdict;
  const parts = [
    ...(bare.length > 0 ? [`${bare.length} ${bare.length === 1 ? "pair" : "pairs"} without evidence`] : []),
    ...(duties.length > 0
      ? [`${duties.length} ${duties.length === 1 ? "duty" : "duties"} handed back and not covered`]
      : []),
  ];
  const words = `INCOMPLETE ${parts.join(", ")}`;
  if (verdict.exit === 0) return { ...verdict, exit: 3, incomplete: true, words };
  return { ...verdict, incomplete: true, words: `${verdict.words}; ${words}` };
}
