import type { CustomerDuty, RunAttestation } from "../../model/attestation.ts";
import { groupBy } from "../../model/group-by.ts";
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

/** Each once, as the newest run that has it found it; what runs of one day write otherwise of it is listed too. */
function mergeAttestations(runs: readonly Run[]): RunAttestation[] {
  const all = runs.flatMap(({ as_of: asOf, attestations }) => attestations.map((one) => ({ one, asOf })));
  const kept = [...groupBy(all, ({ one }) => subjectOf(one)).values()].flatMap((same) => {
    const ofNewest = same.filter(({ asOf }) => asOf === same[0].asOf);
    return [...groupBy(ofNewest, ({ one }) => writtenOf(one)).values()].map(([{ one }]) => one);
  });
  return sortedBy(kept, JSON.stringify);
}

/** What an attestation is about, which stays while people read, prolong and bridge it. */
function subjectOf({
  id,
  party,
  artifact,
  issuer,
  scope,
  period,
  evidence,
  customer_duties: duties,
}: RunAttestation): string {
  return JSON.stringify([
    id,
    party,
    artifact,
    issuer,
    scope,
    period,
    evidence.sha256,
    evidence.location,
    handed(duties),
  ]);
}

/** All but what the day and the rest of the run make of it. */
function writtenOf(attestation: RunAttestation): string {
  const { state: _, reviewed: __, qualified: ___, customer_duties: duties, ...written } = attestation;
  return JSON.stringify([written, handed(duties)]);
}

function handed(duties: readonly CustomerDuty[]): unknown {
  return duties.map(({ id, about, satisfied_by }) => [id, about, satisfied_by]);
}

/** Keeps the warnings of individual runs, except those that are made again for all of them. */
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
