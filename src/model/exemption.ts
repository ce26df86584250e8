/** What people have accepted or dispute, as a run holds it. */

export const EXEMPTION_KINDS = ["accepted_risk", "false_positive", "compensating_control", "planned"] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

/** `expiring`: it ends within 14 days; still in force. */
export const EXEMPTION_STATES = ["live", "expiring", "expired"] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

/** What a `fail` carries that somebody has accepted or disputes. It stays a `fail` and is not open. */
export interface CarriedExemption {
  readonly id: string;
  readonly kind: ExemptionKind;
  readonly reason: string;
  readonly approved_by: string;
  /** The last day on which it holds, `2027-03-31`. */
  readonly until: string;
  /** The facts are not those it was granted for. */
  readonly facts_changed: boolean;
}

/** One entry of `exemptions.yaml` and what became of it in this run. */
export interface RunExemption {
  readonly id: string;
  readonly kind: ExemptionKind | "accepted_blind_spot";
  /** Null on an accepted blind spot. */
  readonly rule: string | null;
  /** As it was written; values may hold `*`. */
  readonly match: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly approved_by: string;
  /** The last day on which it holds, `2027-03-31`. */
  readonly until: string;
  readonly state: ExemptionState;
  /** Findings, or unknown pairs of an accepted blind spot, that it fits, also where it has expired. */
  readonly matched: number;
  /** Of these, findings with other facts than those it was granted for. */
  readonly facts_changed: number;
  /** What it speaks of was judged, and it fits nothing. */
  readonly unused: boolean;
  /** It names no single resource and fits many, or all there is. */
  readonly over_broad: boolean;
}

/** How a finding stands to the run that was given as the baseline. `worsened`: other facts, or more severe. */
export const BASELINE_STATES = ["new", "worsened", "known"] as const;
export type BaselineState = (typeof BASELINE_STATES)[number];
