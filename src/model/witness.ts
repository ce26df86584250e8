/** What somebody else who checks the same estate says of one thing. It is shown beside and never decides. */
export interface Testimony {
  readonly provider: string;
  readonly account: string;
  /** `global` where the witness names none: it speaks of the thing wherever it lies. */
  readonly region: string;
  /** The thing as the witness names it: an id or a name. */
  readonly resource: string;
  /** The witness's own id of its check, as `rules/witnesses/PROVIDER.yaml` knows it. */
  readonly check: string;
  /** In words: `AWS Config rule S3_BUCKET_VERSIONING_ENABLED`. */
  readonly source: string;
  /** Its own word: `NON_COMPLIANT`. */
  readonly says: string;
  readonly outcome: WitnessOutcome;
  /** ISO 8601 UTC: when it looked. */
  readonly at?: string;
}

/** What its word comes to here; words that are neither are left out. */
export type WitnessOutcome = "pass" | "fail";

/** A testimony as it stands beside an evaluation. */
export type Witness = Pick<Testimony, "source" | "says" | "outcome" | "at">;

/** By provider: the witness's id of a check, in lower case, to the rules that ask the same. */
export type WitnessChecks = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Pairs that ended as pass or fail and of which a witness spoke. */
export interface WitnessCounts {
  readonly agree: number;
  readonly disagree: number;
}
