import type { Layer } from "./words.ts";

/** How far an attestation holds on the day that is judged for. */
export const ATTESTATION_STATES = ["not_yet_valid", "valid", "expiring", "bridged", "expired"] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];

/** What an attestation is: an auditor's report or certificate, a contract, a statement, or a record of one's own. */
export const ARTIFACTS = [
  "soc1",
  "soc2-type2",
  "iso27001",
  "iso27017",
  "pci-aoc",
  "fedramp",
  "csa-star-1",
  "csa-star-2",
  "c5",
  "contract",
  "statement",
  "record",
] as const;

/**
 * What stands behind an evaluation that nobody could check: the provider's side of a resource, or a person's answer.
 * `unreviewed`: it is there and nobody here has read it, so it does not count. `qualified`: its issuer makes an exception
 * for this layer. `satisfied` is said of a person's answer only.
 */
export const BACKING_STATES = [...ATTESTATION_STATES, "satisfied", "qualified", "unreviewed", "missing"] as const;
export type BackingState = (typeof BACKING_STATES)[number];

/** The attestation behind an `inherited` or `manual` evaluation. */
export interface Backing {
  /** Null where there is none. */
  readonly id: string | null;
  readonly state: BackingState;
}

/** Dated evidence for what no API shows, as `attestations.yaml` gives it and the day found it. */
export interface RunAttestation {
  readonly id: string;
  readonly party: string;
  readonly artifact: string;
  readonly issuer: string | null;
  readonly scope: AttestationScope;
  /** ISO dates, both days included. */
  readonly period: { readonly start: string; readonly end: string };
  /** ISO date of the last day on which it counts by itself: as written, or by the artifact's greatest age. */
  readonly expires: string;
  readonly bridge: { readonly until: string; readonly ref: string } | null;
  /** Layers for which the issuer makes an exception; empty: an unqualified opinion. */
  readonly qualified: readonly QualifiedLayer[];
  readonly evidence: {
    readonly sha256: string | null;
    readonly location: string | null;
    readonly reviewed_by: string | null;
    readonly reviewed_on: string | null;
  };
  readonly state: AttestationState;
  /** False: nobody here has read it, and it stands behind nothing. */
  readonly reviewed: boolean;
  readonly customer_duties: readonly CustomerDuty[];
}

/** What it speaks of. A missing list leaves nothing out; `*` in a list neither. */
export interface AttestationScope {
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly accounts?: readonly string[];
  readonly layers?: readonly Layer[];
  /** Rules that ask a person and that it answers. */
  readonly rules?: readonly string[];
}

export interface QualifiedLayer {
  readonly layer: Layer;
  readonly text: string;
  readonly accepted_by: string | null;
  /** ISO date: the last day of the acceptance. */
  readonly until: string | null;
}

/** What an attestation hands back to the customer, and whether something stands behind it. */
export interface CustomerDuty {
  readonly id: string;
  readonly about: string;
  /** Rule ids, or `manual:` and the id of an attestation. */
  readonly satisfied_by: readonly string[];
  readonly state: CustomerDutyState;
  readonly because: string;
}

/** `not_assessed`: its rules are asked and none of them has been answered. `uncovered`: nothing stands behind it. */
export const CUSTOMER_DUTY_STATES = ["assessed", "attested", "not_assessed", "uncovered"] as const;
export type CustomerDutyState = (typeof CUSTOMER_DUTY_STATES)[number];
