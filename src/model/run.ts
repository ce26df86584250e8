import type { BaselineState, CarriedExemption, RunExemption } from "./exemption.ts";
import type { Backing, RunAttestation } from "./attestation.ts";
import type { Owner, OwnerParty, Unit } from "./owner.ts";
import type { BlindSpot, Read, Scope } from "./resource.ts";
import type { ControlWord } from "./provider-word.ts";
import type { DecidedBy } from "./responsibility.ts";
import type { Witness, WitnessCounts } from "./witness.ts";
import type { Layer, Outcome, Party, RuleStatus, ServiceModel, Severity } from "./words.ts";

/** One rule on one resource. */
export interface Evaluation {
  readonly rule_id: string;
  readonly outcome: Outcome;
  readonly reason: OutcomeReason;
  readonly severity: Severity;
  readonly resource: EvaluatedResource;
  readonly responsibility: EvaluatedResponsibility;
  readonly owner: Owner;
  /** What backs an `inherited` or `manual` evaluation; missing for every other outcome. */
  readonly attestation?: Backing;
  readonly evidence: readonly Evidence[];
  /** What other tools say about the same; missing if none did. It decided nothing. */
  readonly witness?: readonly Witness[];
  /** Stable id of (rule, resource): see `evaluate/fingerprint.ts`. */
  readonly fingerprint: string;
  /** Digest of the facts that made it fail; null for every other outcome. */
  readonly facts_digest: string | null;
  /** Only on a `fail`. */
  readonly exemption?: CarriedExemption;
  /** Only on an `unknown`: id of the accepted blind spot that covers it. */
  readonly accepted_blind_spot?: string;
  /** Only on a `fail`, if the run was compared with a baseline. */
  readonly baseline?: BaselineState;
}

/** Why the outcome is what it is; one word per step of the procedure in `evaluate/outcome.ts`. */
export const OUTCOME_REASONS = [
  "expectation_met",
  "expectation_not_met",
  "expectation_unknown",
  "blind_spot",
  "unreadable",
  "stale",
  "layer_absent",
  "reported_on_parent",
  "responsibility_undetermined",
  "provider_side",
  "condition_not_met",
  "condition_unknown",
  "unsupported",
  "needs_person",
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

export interface EvaluatedResource {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  /** Null on the placeholder that stands for a blind spot. */
  readonly id: string | null;
  readonly name: string;
  /** The call or file shape it came from. Missing if there was none, or if the source does not say. */
  readonly source?: string;
  /** ISO 8601 UTC: when the source last confirmed it. */
  readonly confirmed_at?: string;
}

/** Stands in for a resource in duties that belong to none: the organisation as a whole. */
export const ORGANIZATION = { provider: "org", account: "*", type: "organization" } as const;

export interface EvaluatedResponsibility {
  /** Null if no party could be named: layer absent, reported on the parent, or undetermined. */
  readonly party: Party | null;
  readonly layer: Layer;
  readonly service_model: ServiceModel | null;
  /** What the rule's author claimed. */
  readonly claim: Party;
  /** Whether the type is missing from the model and so counts as the customer's. */
  readonly assumed: boolean;
  readonly decided_by: DecidedBy;
}

/** The format named in the header of a saved run. */
export const RUN_FORMAT = "demarc-run";

/** One fact that decided. */
export interface Evidence {
  /** With list positions: `configuration.ipPermissions[0].fromPort`. */
  readonly path: string;
  /**
   * Depends on `state`: the value; null if absent; why it was not read; what it was instead; how many were examined;
   * how many matched.
   */
  readonly seen: unknown;
  readonly state: "value" | "absent" | "unread" | "wrong_type" | "unsupported" | "none_found" | "counted";
  /** Operator and operand with params filled in: `at least 7`. */
  readonly wanted: string;
  readonly because?: string;
  /** Id of the other resource the path is in; missing if it is in the judged one. */
  readonly resource?: string;
  /** The call or file shape it came from: usually the document's; joined facts and children have their own. */
  readonly call?: string;
  /** ISO 8601 UTC: when the source last confirmed it. */
  readonly at?: string;
}

/** The part of a rule a report prints. */
export interface RunRule {
  readonly id: string;
  readonly title: string;
  readonly failure_title: string;
  readonly severity: Severity;
  readonly status: RuleStatus;
  readonly layer: Layer;
  /** The types it judges; empty if it asks about the organisation. */
  readonly types: readonly string[];
  readonly owner_role: string | null;
  /** Roles that a mapped control says take part, as named in `rules/responsibility/roles.yaml`. */
  readonly consulted: readonly string[];
  readonly question: string;
  readonly why: string;
  readonly fix: RunFix | null;
  readonly manual: { readonly question: string; readonly evidence: readonly string[] } | null;
  readonly controls: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
}

export interface RunFix {
  readonly summary: string;
  readonly effort: string;
  readonly cli?: string;
  readonly terraform?: string;
  readonly bicep?: string;
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Counts of some pairs. */
export interface PairCounts extends OutcomeCounts {
  /** All (rule, resource) pairs; always the sum of the six outcomes. */
  readonly pairs: number;
  readonly fail_by_severity: Readonly<Record<Severity, number>>;
  readonly unknown_by_severity: Readonly<Record<Severity, number>>;
  readonly by_party: Readonly<Record<Party | "none", OutcomeCounts>>;
  readonly by_layer: Readonly<Partial<Record<Layer, OutcomeCounts>>>;
  readonly by_rule: Readonly<Record<string, OutcomeCounts>>;
  /**
   * By provider, then account, or `*` if it is not a single one. Empty if the run was made before these were counted.
   */
  readonly by_account: Readonly<Record<string, Readonly<Record<string, OutcomeCounts>>>>;
  /** What a scan that ignores the party would have said. */
  readonly party_blind: PartyBlind;
}

export interface RunSummary extends PairCounts {
  readonly resources: number;
  /** By provider, the accounts seen in documents, reads or blind spots, sorted. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** Resources of each type that no loaded rule covers. */
  readonly resources_without_rules: number;
  /** Documents left out on purpose (deleted). */
  readonly skipped: number;
  /** Resources that a rule was asked about but whose age is not known. */
  readonly age_unknown: number;
  /** Fails with an exemption; they also count as `fail`. */
  readonly exempted: number;
  /** Of these, those disputed as false. */
  readonly disputed: number;
  /** Unknown pairs covered by an accepted blind spot; they also count as `unknown`. */
  readonly unknown_accepted: number;
  /** Missing if there was no other witness. */
  readonly witness?: WitnessCounts;
  /** By owner, including `unassigned`; rules without a pair are left out. Empty if no owners are configured. */
  readonly by_owner: Readonly<Record<string, PairCounts>>;
}

export interface PartyBlind {
  /** Pairs whose expectation is not met, regardless of the party. */
  readonly would_fail: number;
  /** Of these, those that nobody in the customer's tenancy can fix. */
  readonly not_yours: number;
  /** Pairs in which a fact was never read. */
  readonly unread: number;
}

/** The run this one was compared with, and which of its findings are gone. */
export interface RunBaseline {
  /** The baseline's scope, in a few words. */
  readonly scope: string;
  readonly as_of: string;
  /** Findings of the baseline that no longer fail: fixed, or gone. */
  readonly fixed: readonly FixedFinding[];
  /** Findings of the baseline that this run did not or could not judge. */
  readonly not_judged: number;
}

export interface FixedFinding {
  readonly rule_id: string;
  readonly severity: Severity;
  readonly resource: EvaluatedResource;
  readonly fingerprint: string;
}

/** What one unit has of one type, and the outcomes of each layer that a rule asks about. */
export interface EstatePart {
  /** Null if in no unit. */
  readonly unit: string | null;
  readonly provider: string;
  readonly type: string;
  /** The word attestations use for it: `s3`. */
  readonly service: string;
  /** 0 if the type appears only in a blind spot. */
  readonly resources: number;
  /** Sorted; empty if the run was made before these were counted. */
  readonly accounts: readonly string[];
  /** Sorted. */
  readonly regions: readonly string[];
  readonly layers: readonly EstateLayer[];
}

export interface EstateLayer {
  readonly layer: Layer;
  /** Null if no party could be named. */
  readonly party: Party | null;
  readonly counts: OutcomeCounts;
}

/** What shaped a judgement besides the rules and the input. */
export interface Judging {
  /** Days after which a document is stale. */
  readonly max_age: number;
  /** What the user declared to have been read completely. */
  readonly declared_reads: readonly Read[];
  /** Whether rules of single units were asked too. */
  readonly unit_rules: boolean;
  /** Whether only resources of types that the rules ask about were examined. */
  readonly types_chosen: boolean;
}

/** A whole assessment. `evaluations` holds those asked for; `summary` counts all. */
export interface Run {
  readonly tool: { readonly name: "demarc"; readonly version: string };
  readonly scope: Scope;
  /** ISO 8601 UTC: the moment the estate is judged for. */
  readonly as_of: string;
  /** SHA-256 of everything that shaped the verdict, by name. */
  readonly digests: Readonly<Record<string, string>>;
  /**
   * How it was judged, so that the judgement can be repeated. Missing if merged from several runs or made by an older
   * version.
   */
  readonly judging?: Judging;
  readonly rules: readonly RunRule[];
  readonly evaluations: readonly Evaluation[];
  readonly blind_spots: readonly BlindSpot[];
  readonly exemptions: readonly RunExemption[];
  /** Missing if the run was not compared with one. */
  readonly baseline?: RunBaseline;
  /** Sorted by unit, provider and type. */
  readonly estate: readonly EstatePart[];
  /** From `owners.yaml`; empty if no owners are configured. */
  readonly parties: readonly OwnerParty[];
  readonly units: readonly Unit[];
  readonly attestations: readonly RunAttestation[];
  /**
   * Who answers for single controls according to the providers themselves; it decided nothing. Missing if nobody asked
   * or no provider said.
   */
  readonly provider_words?: readonly ControlWord[];
  readonly summary: RunSummary;
  readonly warnings: readonly string[];
}
