/** What people have accepted or dispute, as a run holds it. */

export const EXEMPTION_KINDS = ["accepted_risk", "false_positive", "compensating_control", "planned"] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

/** `expiring`: still in force, but ends within 14 days. */
export const EXEMPTION_STATES = ["live", "expiring", "expired"] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

/** The exemption on a `fail` that somebody has accepted or disputes. It stays a `fail`, but is not open. */
export interface CarriedExemption {
  readonly id: string;
  readonly kind: ExemptionKind;
  readonly reason: string;
  readonly approved_by: string;
  /** The last day on which it holds, `2027-03-31`. */
  readonly until: string;
  /** Whether the facts differ from those it was granted for. */
  readonly facts_changed: boolean;
}

/** One entry of `exemptions.yaml` and what became of it in this run. */
export interface RunExemption {
  readonly id: string;
  readonly kind: ExemptionKind | "accepted_blind_spot";
  /** Null for an accepted blind spot. */
  readonly rule: string | null;
  /** As written; values may contain `*`. */
  readonly match: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly approved_by: string;
  /** The last day on which it holds, `2027-03-31`. */
  readonly until: string;
  readonly state: ExemptionState;
  /** Number of findings it matches, or of unknown pairs for an accepted blind spot, even if it has expired. */
  readonly matched: number;
  /** Of these, findings whose facts differ from those it was granted for. */
  readonly facts_changed: number;
  /** Whether what it names was judged and it matched nothing. */
  readonly unused: boolean;
  /** Whether it names no single resource and matches many, or everything there is. */
  readonly over_broad: boolean;
}

/** How a finding compares with the baseline run. `worsened`: the facts differ, or it is more severe. */
export const BASELINE_STATES = ["new", "worsened", "known"] as const;
export type BaselineState = (typeof BASELINE_STATES)[number];
