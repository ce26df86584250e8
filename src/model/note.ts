import type { Severity } from "./words.ts";

/** The assessor's note on a finding, or on all findings of a rule, from `notes.yaml`. */
export interface Note {
  readonly rule: string;
  /** Fingerprint of the one finding; missing if the note is on all findings of the rule. */
  readonly finding?: string;
  readonly note: string;
  readonly by?: string;
  /** The assessor's own rating, with the reason. The rule's severity is kept beside it and decides the exit code. */
  readonly rating?: { readonly severity: Severity; readonly reason: string };
}
