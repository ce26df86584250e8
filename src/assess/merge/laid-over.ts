import type { RunAttestation } from "../../model/attestation.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { attestationWarnings } from "../attestations/attestation-warnings.ts";
import { createDutySettler } from "../attestations/customer-duties.ts";
import { carriedCounts, exemptionState } from "../exemptions/apply.ts";
import { exemptionWarnings } from "../exemptions/warnings.ts";
import { mergeExemptions } from "./merge-lists.ts";
import { distinct, sortedBy } from "./order.ts";

/**
 * What people laid over the runs, newest first, as it stands on the day of the whole: what ended before covers nothing
 * any more, and what is said of each entry is said of all runs together. `presentId` gives the present id of a rule.
 */
export function layOver(whole: Run, runs: readonly Run[], presentId: (rule: string) => string): Run {
  const lapsed = withoutEnded(whole, runs);
  const attestations = mergeAttestations(runs);
  const settle = createDutySettler({ ...lapsed, attestations }, presentId);
  const settled = attestations.map((one) => settle(one, one.customer_duties));
  return {
    ...lapsed,
    attestations: settled,
    warnings: distinct([
      ...whole.warnings.filter(saidOf(runs)),
      ...exemptionWarnings(lapsed.exemptions, whole.as_of, runs.some(wasStrict)),
      ...attestationWarnings(settled),
    ]),
  };
}

function withoutEnded(whole: Run, runs: readonly Run[]): Run {
  const exemptions = mergeExemptions(runs.flatMap((run) => run.exemptions)).map((one) => ({
    ...one,
    state: exemptionState(one.until, whole.as_of),
  }));
  const spots = new Set(
    exemptions.flatMap(({ id, kind, state }) => (kind === "accepted_blind_spot" && state !== "expired" ? [id] : [])),
  );
  const evaluations = whole.evaluations.map((one): Evaluation => {
    const { exemption, accepted_blind_spot: spot, ...bare } = one;
    if (exemption && exemptionState(exemption.until, whole.as_of) === "expired") return bare;
    return spot !== undefined && !spots.has(spot) ? bare : one;
  });
  return { ...whole, exemptions, evaluations, summary: { ...whole.summary, ...carriedCounts(evaluations) } };
}

/** Each once, as the newest run that has it found it: one that says the same in all else is the same. */
function mergeAttestations(runs: readonly Run[]): RunAttestation[] {
  const newest = new Map<string, RunAttestation>();
  for (const one of runs.flatMap((run) => run.attestations)) {
    const { state: _, reviewed: __, qualified: ___, customer_duties: duties, ...written } = one;
    const handed = duties.map(({ id, about, satisfied_by }) => [id, about, satisfied_by]);
    const key = JSON.stringify([written, handed]);
    if (!newest.has(key)) newest.set(key, one);
  }
  return sortedBy([...newest.values()], JSON.stringify);
}

/** Keeps what single runs were warned of, but for what is said anew of all of them. */
function saidOf(runs: readonly Run[]): (warning: string) => boolean {
  const anew = new Set(
    runs.flatMap((run) => [
      ...exemptionWarnings(run.exemptions, run.as_of, true),
      ...exemptionWarnings(run.exemptions, run.as_of, false),
      ...attestationWarnings(run.attestations),
    ]),
  );
  return (warning) => !anew.has(warning);
}

/** Whether findings with other facts than those they were exempted for were open in it. */
function wasStrict({ exemptions, as_of, warnings }: Run): boolean {
  const [strict, not] = [true, false].map((is) => exemptionWarnings(exemptions, as_of, is));
  return strict!.some((text, at) => text !== not![at] && warnings.includes(text));
}
