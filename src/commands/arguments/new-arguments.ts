import type { ARTIFACTS } from "../../model/attestation.ts";
import type { ExemptionKind } from "../../model/exemption.ts";
import type { Severity } from "../../model/words.ts";

export interface NewRuleArguments {
  readonly id: string;
  /** Missing: the type of the resource in `from`. */
  readonly type?: string;
  /** The field to ask about; missing: the first switch of the type. */
  readonly path?: string;
  /** A saved resource whose fields are offered. */
  readonly from?: string;
  /** Folder to write to, laid out like the shipped rules; default: `<id>.yaml` here. */
  readonly folder?: string;
}

export interface NewAttestationArguments {
  readonly id: string;
  readonly party: string;
  readonly artifact: (typeof ARTIFACTS)[number];
  /** First and last day of its period, `2026-01-31`. */
  readonly start: string;
  readonly end: string;
  /** The rules put to people that it answers. */
  readonly answers: readonly string[];
  /** `attestations.yaml` to add to; created if there is none. */
  readonly file: string;
}

export interface NewConfigArguments {
  /** Where to write it. */
  readonly file: string;
}

export interface NewExemptionArguments {
  /** Fingerprint of the finding, or its beginning. */
  readonly from: string;
  /** Saved run that it is looked up in. */
  readonly runFile: string;
  readonly kind: ExemptionKind;
  /** If this or either of the next two is missing, you are asked for it at a terminal. */
  readonly reason?: string;
  readonly approvedBy?: string;
  /** The last day, `2027-03-31`. */
  readonly until?: string;
  /** `exemptions.yaml` to add to; created if there is none. */
  readonly file: string;
}

export interface NewNoteArguments {
  /** Id of a rule; with `runFile` also the beginning of a fingerprint. */
  readonly about: string;
  /** Saved run that the finding is looked up in. */
  readonly runFile?: string;
  /** If missing, you are asked for it at a terminal. */
  readonly note?: string;
  readonly by?: string;
  /** The assessor's own rating; goes with `reason`. */
  readonly severity?: Severity;
  readonly reason?: string;
  /** `notes.yaml` to add to; created if there is none. */
  readonly file: string;
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
}
