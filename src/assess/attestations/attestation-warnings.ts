import type { RunAttestation } from "../../model/attestation.ts";

/** One sentence for each attestation that somebody should look at. */
export function attestationWarnings(records: readonly RunAttestation[]): string[] {
  return records.flatMap(({ id, state, reviewed, expires, customer_duties: duties }) => {
    const bare = duties.filter((duty) => duty.state === "uncovered").map((duty) => duty.id);
    const parts = [
      ...(reviewed ? [] : ["nobody has read it, so it does not count"]),
      ...(state === "expired" ? [`expired on ${expires}`] : []),
      ...(state === "expiring" ? [`expires on ${expires}`] : []),
      ...(bare.length > 0 ? [`hands back ${bare.join(", ")}, and nothing covers that`] : []),
    ];
    return parts.length === 0 ? [] : [`attestation ${id}: ${parts.join("; ")}`];
  });
}
