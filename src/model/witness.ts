/** What another tool that checks the same estate says about one thing. Shown for information; it never decides. */
export interface Testimony {
  readonly provider: string;
  readonly account: string;
  /** `global` if the witness names none: it means the thing in whatever region it lies. */
  readonly region: string;
  /** The thing as the witness names it: an id or a name. */
  readonly resource: string;
  /** The witness's own id for its check, as listed in `rules/witnesses/PROVIDER.yaml`. */
  readonly check: string;
  /** In words: `AWS Config rule S3_BUCKET_VERSIONING_ENABLED`. */
  readonly source: string;
  /** Its own word: `NON_COMPLIANT`. */
  readonly says: string;
  readonly outcome: WitnessOutcome;
  /** ISO 8601 UTC: when it checked. */
  readonly at?: string;
}

/** What its word means here; words that mean neither are left out. */
export type WitnessOutcome = "pass" | "fail";

/** A testimony shown beside an evaluation. */
export type Witness = Pick<Testimony, "source" | "says" | "outcome" | "at">;

/** By provider: from the witness's id for a check, in lower case, to the rules that ask the same. */
export type WitnessChecks = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Pairs with outcome pass or fail that a witness also checked. */
export interface WitnessCounts {
  readonly agree: number;
  readonly disagree: number;
}
