import type { BlindSpotReason } from "./resource.ts";

/** What was looked at of one cloud or file, and what would be unknown. */
export interface Examination {
  /** `aws`, `azure`, or the file. */
  readonly source: string;
  readonly checks: readonly Check[];
  /** Missing: nothing could be judged. */
  readonly ranking?: Ranking;
}

export interface Check {
  /** `credentials`, `reach`. */
  readonly what: string;
  /** `lacking`: something is unknown by it; `failed`: nothing can run. */
  readonly state: "ok" | "lacking" | "failed";
  readonly text: string;
  /** Missing: nothing is to be mended. */
  readonly mend?: string;
}

/** What is unknown, by what it rests on. */
export interface Ranking {
  /** Unknown pairs. */
  readonly unknown: number;
  /** Ids of rules with one, sorted. */
  readonly rules: readonly string[];
  /** What costs most comes first. */
  readonly missing: readonly Missing[];
  /** Unknown pairs that rest on missing permissions and on nothing else. */
  readonly answerable: number;
}

/** One thing that is missing, and what it costs. */
export interface Missing {
  /** A permission that would mend it; missing: none would. */
  readonly action?: string;
  readonly cause: UnreadCause;
  /** Unknown pairs that rest on it. */
  readonly pairs: number;
  /** Of these, those that rest on nothing else. */
  readonly alone: number;
  /** Ids, sorted. */
  readonly rules: readonly string[];
}

/** One thing that was not read, and why. */
export interface UnreadCause {
  readonly reason: BlindSpotReason | "undecided";
  /** Missing: no call was refused. */
  readonly call?: string;
  readonly code?: string;
  /** Of what was not read. */
  readonly type?: string;
  readonly message: string;
  readonly help?: string;
}
