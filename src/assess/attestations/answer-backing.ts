import type { Backing, BackingState } from "../../model/attestation.ts";
import type { Evaluation } from "../../model/run.ts";
import { daysBetween } from "../days.ts";
import type { ServiceOf } from "../service-of.ts";
import type { AttestationFile } from "./shape.ts";
import { bestOf, coversLayer, coversPlace, isBacked } from "./side-backing.ts";
import { lastDay, stateOn } from "./validity.ts";

export interface AnswerFacts {
  readonly serviceOf: ServiceOf;
  /** The day that is judged for. */
  readonly day: string;
  /** Present id of a rule by every id that it has or had. */
  readonly presentId: (rule: string) => string;
  /** Days for which a rule's answer holds; undefined for a rule that asks nobody. */
  readonly renewOf: (rule: string) => number | undefined;
}

/** Says what answers a `manual` evaluation: a record whose scope names its rule. */
export function createAnswerBacking(
  attestations: readonly AttestationFile[],
  { serviceOf, day, presentId, renewOf }: AnswerFacts,
): (evaluation: Evaluation) => Backing {
  return ({ rule_id: rule, resource: { provider, account, region, type }, responsibility: { layer } }) => {
    const place = { service: serviceOf(provider, type), account, region };
    const records = attestations.filter(
      ({ scope }) =>
        scope?.rules?.some((id) => presentId(id) === rule) && coversPlace(scope, place) && coversLayer(scope, layer),
    );
    const stateOf = (one: AttestationFile): BackingState => {
      const state = answerState(one, day, renewOf(rule));
      return isBacked(state) && openExceptions(one, day).some((each) => each.layer === layer) ? "qualified" : state;
    };
    return bestOf(records.map((one) => ({ id: one.id, state: stateOf(one) })));
  };
}

/** Read by somebody of ours, not after the day. */
export function isReviewed({ evidence }: AttestationFile, day: string): boolean {
  if (evidence?.reviewed_by === undefined) return false;
  return evidence.reviewed_on === undefined || daysBetween(evidence.reviewed_on, day) >= 0;
}

/** Exceptions of the issuer that nobody here has accepted, or no longer. */
export function openExceptions(
  { exceptions = [] }: AttestationFile,
  day: string,
): NonNullable<AttestationFile["exceptions"]> {
  return exceptions.filter(
    ({ accepted_by: by, until }) => by === undefined || (until !== undefined && daysBetween(day, until) < 0),
  );
}

/** A question to people that somebody has answered, and the answer holds. */
export function isAnswered({ outcome, attestation }: Evaluation): boolean {
  return outcome === "manual" && (attestation?.state === "satisfied" || attestation?.state === "expiring");
}

/** A person's answer is there or it is not. */
function answerState(attestation: AttestationFile, day: string, renew: number | undefined): BackingState {
  if (!isReviewed(attestation, day)) return "missing";
  const state = stateOn(attestation, day, lastDay(attestation, renew));
  if (state === "valid" || state === "bridged") return "satisfied";
  return state === "not_yet_valid" ? "missing" : state;
}
