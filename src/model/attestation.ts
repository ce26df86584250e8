import type { Layer } from "./words.ts";

/** Whether an attestation is in force on the day the run is judged for. */
export const ATTESTATION_STATES = ["not_yet_valid", "valid", "expiring", "bridged", "expired"] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];

/**
 * The kinds of attestation: an auditor's report or certificate, a contract, a statement, or the customer's own record.
 */
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
 * What backs an evaluation that cannot be checked: the provider's side of a resource, or a person's answer.
 * `unreviewed`: it exists, but nobody here has read it, so it does not count. `qualified`: its issuer makes an
 * exception for this layer. `satisfied` applies only to a person's answer.
 */
export const BACKING_STATES = [...ATTESTATION_STATES, "satisfied", "qualified", "unreviewed", "missing"] as const;
export type BackingState = (typeof BACKING_STATES)[number];

/** The attestation behind an `inherited` or `manual` evaluation. */
export interface Backing {
  /** Null if there is none. */
  readonly id: string | null;
  readonly state: BackingState;
}

/** Dated evidence for what no API shows, as written in `attestations.yaml`, with its state on the day of the run. */
export interface RunAttestation {
  readonly id: string;
  readonly party: string;
  readonly artifact: string;
  readonly issuer: string | null;
  readonly scope: AttestationScope;
  /** ISO dates, both days included. */
  readonly period: { readonly start: string; readonly end: string };
  /** ISO date of the last day on which it counts without a bridge: as written, or from the artifact's maximum age. */
  readonly expires: string;
  readonly bridge: { readonly until: string; readonly ref: string } | null;
  /** Layers for which the issuer makes an exception; empty for an unqualified opinion. */
  readonly qualified: readonly QualifiedLayer[];
  readonly evidence: {
    readonly sha256: string | null;
    readonly location: string | null;
    readonly reviewed_by: string | null;
    readonly reviewed_on: string | null;
  };
  readonly state: AttestationState;
  /** False if nobody here has read it; it then backs nothing. */
  readonly reviewed: boolean;
  readonly customer_duties: readonly CustomerDuty[];
}

/** What it covers. A missing list excludes nothing, nor does `*` in a list. */
export interface AttestationScope {
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly accounts?: readonly string[];
  readonly layers?: readonly Layer[];
  /** The manual rules it answers. */
  readonly rules?: readonly string[];
}

export interface QualifiedLayer {
  readonly layer: Layer;
  readonly text: string;
  readonly accepted_by: string | null;
  /** ISO date: the last day of the acceptance. */
  readonly until: string | null;
}

/** A duty that an attestation leaves to the customer, and whether anything backs it. */
export interface CustomerDuty {
  readonly id: string;
  readonly about: string;
  /** Rule ids, or `manual:` and the id of an attestation. */
  readonly satisfied_by: readonly string[];
  readonly state: CustomerDutyState;
  readonly because: string;
}

/** `not_assessed`: its rules are asked, but none has been answered. `uncovered`: nothing backs it. */
export const CUSTOMER_DUTY_STATES = ["assessed", "attested", "not_assessed", "uncovered"] as const;
export type CustomerDutyState = (typeof CUSTOMER_DUTY_STATES)[number];
