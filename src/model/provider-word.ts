/** What a cloud itself says who answers for a requirement. It is shown beside and never decides. */
export interface ProviderWord {
  readonly provider: string;
  /** The cloud's own name of the requirement: `NIST_SP_800-53_R5_AC-2`. */
  readonly name: string;
  /** Its own word: `Shared`. */
  readonly says: string;
  /** What says it: `Azure policy metadata`. */
  readonly source: string;
  /** The set of requirements that somebody here assigned and that names this one, by its own title. Missing: said of all customers. */
  readonly initiative?: string;
  /** ISO 8601 UTC: when it was read. */
  readonly at: string;
}

/** A word as it stands beside a control of a framework. */
export interface ControlWord extends ProviderWord {
  readonly framework: string;
  readonly control: string;
}

/**
 * How a provider names the controls of frameworks: by provider, what stands before a control's own id, and the id of the
 * framework.
 */
export type ControlNames = Readonly<Record<string, Readonly<Record<string, string>>>>;
