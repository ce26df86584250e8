import type { Severity } from "./words.ts";

/** What the assessor wrote to a finding, or to all findings of a rule: `notes.yaml`. */
export interface Note {
  readonly rule: string;
  /** Fingerprint of the one finding; missing: all findings of the rule. */
  readonly finding?: string;
  readonly note: string;
  readonly by?: string;
  /** The assessor's own rating, with the reason. The rule's stays beside it, and decides the exit code. */
  readonly rating?: { readonly severity: Severity; readonly reason: string };
}
