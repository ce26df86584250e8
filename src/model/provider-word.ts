/** Who answers for a requirement according to the cloud itself. Shown for information; it never decides. */
export interface ProviderWord {
  readonly provider: string;
  /** The cloud's own name for the requirement: `NIST_SP_800-53_R5_AC-2`. */
  readonly name: string;
  /** Its own word: `Shared`. */
  readonly says: string;
  /** What says it: `Azure policy metadata`. */
  readonly source: string;
  /**
   * Title of the set of requirements, assigned by the customer, that names this one. Missing if it applies to all
   * customers.
   */
  readonly initiative?: string;
  /** ISO 8601 UTC: when it was read. */
  readonly at: string;
}

/** A provider's word beside a control of a framework. */
export interface ControlWord extends ProviderWord {
  readonly framework: string;
  readonly control: string;
}

/**
 * How providers name the controls of frameworks: by provider, from the prefix before a control's own id to the id of
 * the framework.
 */
export type ControlNames = Readonly<Record<string, Readonly<Record<string, string>>>>;
