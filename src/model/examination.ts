import type { BlindSpotReason } from "./resource.ts";

/** What was checked of one cloud or file, and what would be unknown. */
export interface Examination {
  /** `aws`, `azure`, or the file. */
  readonly source: string;
  readonly checks: readonly Check[];
  /** Missing if nothing could be judged. */
  readonly ranking?: Ranking;
}

export interface Check {
  /** `credentials`, `reach`. */
  readonly what: string;
  /** `lacking`: something is unknown because of it; `failed`: nothing can run. */
  readonly state: "ok" | "lacking" | "failed";
  readonly text: string;
  /** How to fix it; missing if there is nothing to fix. */
  readonly mend?: string;
}

/** What is unknown, by cause. */
export interface Ranking {
  /** Unknown pairs. */
  readonly unknown: number;
  /** Ids of the rules with an unknown pair, sorted. */
  readonly rules: readonly string[];
  /** Costliest first. */
  readonly missing: readonly Missing[];
  /** Unknown pairs caused by missing permissions alone. */
  readonly answerable: number;
}

/** One thing that is missing, and what it costs. */
export interface Missing {
  /** A permission that would fix it; missing if none would. */
  readonly action?: string;
  readonly cause: UnreadCause;
  /** Unknown pairs it contributes to. */
  readonly pairs: number;
  /** Of these, those with no other cause. */
  readonly alone: number;
  /** Ids, sorted. */
  readonly rules: readonly string[];
}

/** One thing that was not read, and why. */
export interface UnreadCause {
  readonly reason: BlindSpotReason | "undecided";
  /** Missing if no call was refused. */
  readonly call?: string;
  readonly code?: string;
  /** The resource type that was not read. */
  readonly type?: string;
  readonly message: string;
  readonly help?: string;
}
