import type { RunAttestation } from "../../model/attestation.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { createAnswerBacking, isReviewed, openExceptions } from "./answer-backing.ts";
import type { AnswerFacts } from "./answer-backing.ts";
import { attestationWarnings } from "./attestation-warnings.ts";
import { createDutySettler } from "./customer-duties.ts";
import type { AttestationFile } from "./shape.ts";
import { createSideBacking } from "./side-backing.ts";
import { lastDay, stateOn } from "./validity.ts";

/** Lays attestations over a run: what stands behind what nobody could check, and what they hand back to the customer. */
export function applyAttestations(run: Run, attestations: readonly AttestationFile[], facts: AnswerFacts): Run {
  const records = attestations.map((one) => recordOf(one, facts.day));
  const ofSide = createSideBacking(records, run.parties);
  const ofAnswer = createAnswerBacking(attestations, facts);
  const evaluations = run.evaluations.map((one): Evaluation => {
    if (one.outcome === "manual") return { ...one, attestation: ofAnswer(one) };
    if (one.outcome !== "inherited") return one;
    const { provider, account, region, type } = one.resource;
    const place = { provider, service: facts.serviceOf(provider, type), account, region };
    return { ...one, attestation: ofSide({ ...place, layer: one.responsibility.layer }) };
  });
  const backed = { ...run, evaluations, attestations: records };
  const settle = createDutySettler(backed, facts.presentId);
  const withDuties = records.map((record, at) => settle(record, attestations[at]!.customer_duties ?? []));
  return { ...backed, attestations: withDuties, warnings: [...run.warnings, ...attestationWarnings(withDuties)] };
}

function recordOf(attestation: AttestationFile, day: string): RunAttestation {
  const { id, party, artifact, issuer = null, scope = {}, period, bridge = null, evidence = {} } = attestation;
  const expires = lastDay(attestation);
  return {
    id,
    party,
    artifact,
    issuer,
    scope,
    period,
    expires,
    bridge,
    qualified: openExceptions(attestation, day).map(({ layer, text, accepted_by = null, until = null }) => ({
      layer,
      text,
      accepted_by,
      until,
    })),
    evidence: {
      sha256: evidence.sha256?.toLowerCase() ?? null,
      location: evidence.location ?? null,
      reviewed_by: evidence.reviewed_by ?? null,
      reviewed_on: evidence.reviewed_on ?? null,
    },
    state: stateOn(attestation, day, expires),
    reviewed: isReviewed(attestation, day),
    customer_duties: [],
  };
}
