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
  /** What stands behind an `inherited` or `manual` evaluation; missing on every other outcome. */
  readonly attestation?: Backing;
  readonly evidence: readonly Evidence[];
  /** What others say of the same; missing: nobody. It decided nothing. */
  readonly witness?: readonly Witness[];
  /** Stable id of (rule, resource): see `evaluate/fingerprint.ts`. */
  readonly fingerprint: string;
  /** Digest of the facts that made it fail; null for every other outcome. */
  readonly facts_digest: string | null;
  /** Of a `fail` only. */
  readonly exemption?: CarriedExemption;
  /** Of an `unknown` only: id of the accepted blind spot that covers it. */
  readonly accepted_blind_spot?: string;
  /** Of a `fail` only, where the run was held against a baseline. */
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
  /** The call or file shape that told of it. Missing: none did, or the source does not say. */
  readonly source?: string;
  /** ISO 8601 UTC: when the source last confirmed it. */
  readonly confirmed_at?: string;
}

/** What a duty that no resource carries is asked of: the organisation as a whole. */
export const ORGANIZATION = { provider: "org", account: "*", type: "organization" } as const;

export interface EvaluatedResponsibility {
  /** Null where nobody could be named: layer absent, reported on the parent, undetermined. */
  readonly party: Party | null;
  readonly layer: Layer;
  readonly service_model: ServiceModel | null;
  /** What the rule's author claimed. */
  readonly claim: Party;
  /** The type is not in the model, so it counts as the customer's. */
  readonly assumed: boolean;
  readonly decided_by: DecidedBy;
}

/** The format that the header of a saved run names. */
export const RUN_FORMAT = "demarc-run";

/** One fact that decided. */
export interface Evidence {
  /** With list positions: `configuration.ipPermissions[0].fromPort`. */
  readonly path: string;
  /** By `state`: the value; null where absent; why it was not read; what it was instead; how many were looked at; how many fit. */
  readonly seen: unknown;
  readonly state: "value" | "absent" | "unread" | "wrong_type" | "unsupported" | "none_found" | "counted";
  /** Operator and operand with params filled in: `at least 7`. */
  readonly wanted: string;
  readonly because?: string;
  /** Id of the other resource the path is in; missing: the judged one. */
  readonly resource?: string;
  /** The call or file shape that told it: mostly that of the document, for joined facts and children their own. */
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
  /** The types it judges; none: it asks the organisation. */
  readonly types: readonly string[];
  readonly owner_role: string | null;
  /** Functions that a mapped control names as having a part in it, in the words of `rules/responsibility/roles.yaml`. */
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
  /** By provider, then account, `*` where it is no single one. Empty where the run was made before they were counted. */
  readonly by_account: Readonly<Record<string, Readonly<Record<string, OutcomeCounts>>>>;
  /** What a scan that does not know the party would have said. */
  readonly party_blind: PartyBlind;
}

export interface RunSummary extends PairCounts {
  readonly resources: number;
  /** Provider to the accounts that were seen in documents, reads or blind spots, sorted. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** Resources by type for which no loaded rule exists. */
  readonly resources_without_rules: number;
  /** Documents left out on purpose (deleted). */
  readonly skipped: number;
  /** Resources that a rule was asked about and whose age is not known. */
  readonly age_unknown: number;
  /** Fails that carry an exemption; they count as `fail` too. */
  readonly exempted: number;
  /** Of these, those said to be false. */
  readonly disputed: number;
  /** Unknown pairs that an accepted blind spot covers; they count as `unknown` too. */
  readonly unknown_accepted: number;
  /** Missing: no other witness spoke. */
  readonly witness?: WitnessCounts;
  /** By owner, `unassigned` among them; rules without a pair are left out. Empty where nobody said who owns what. */
  readonly by_owner: Readonly<Record<string, PairCounts>>;
}

export interface PartyBlind {
  /** Pairs whose expectation is false, whoever answers for them. */
  readonly would_fail: number;
  /** Of these, those that nobody in the customer's tenancy can mend. */
  readonly not_yours: number;
  /** Pairs in which a fact was never read. */
  readonly unread: number;
}

/** The run that this one was held against, and what of it is no longer there. */
export interface RunBaseline {
  /** Its scope, in a few words. */
  readonly scope: string;
  readonly as_of: string;
  /** Findings of the baseline that no longer fail: mended, or gone. */
  readonly fixed: readonly FixedFinding[];
  /** Findings of the baseline that this run did not judge, or could not. */
  readonly not_judged: number;
}

export interface FixedFinding {
  readonly rule_id: string;
  readonly severity: Severity;
  readonly resource: EvaluatedResource;
  readonly fingerprint: string;
}

/** What one unit has of one type, and what came of each layer that a rule asks about. */
export interface EstatePart {
  /** Null: in no unit. */
  readonly unit: string | null;
  readonly provider: string;
  readonly type: string;
  /** The word by which attestations name it: `s3`. */
  readonly service: string;
  /** 0 where only a blind spot speaks of the type. */
  readonly resources: number;
  /** Sorted; empty where the run was made before they were counted. */
  readonly accounts: readonly string[];
  /** Sorted. */
  readonly regions: readonly string[];
  readonly layers: readonly EstateLayer[];
}

export interface EstateLayer {
  readonly layer: Layer;
  /** Null where nobody could be named. */
  readonly party: Party | null;
  readonly counts: OutcomeCounts;
}

/** What beside the rules and the input shaped a judgement. */
export interface Judging {
  /** Days after which a document is stale. */
  readonly max_age: number;
  /** What somebody declared to have been read wholly. */
  readonly declared_reads: readonly Read[];
  /** Rules of single units were asked too. */
  readonly unit_rules: boolean;
  /** Only resources of types that the rules ask about were looked at. */
  readonly types_chosen: boolean;
}

/** A whole assessment. Evaluations hold what was asked for; the summary counts all. */
export interface Run {
  readonly tool: { readonly name: "demarc"; readonly version: string };
  readonly scope: Scope;
  /** ISO 8601 UTC: the moment the estate is judged for. */
  readonly as_of: string;
  /** SHA-256 of everything that shaped the verdict, by name. */
  readonly digests: Readonly<Record<string, string>>;
  /** How it was judged, so that it can be again. Missing: of several runs, or by an older version. */
  readonly judging?: Judging;
  readonly rules: readonly RunRule[];
  readonly evaluations: readonly Evaluation[];
  readonly blind_spots: readonly BlindSpot[];
  readonly exemptions: readonly RunExemption[];
  /** Missing: the run was held against none. */
  readonly baseline?: RunBaseline;
  /** Sorted by unit, provider and type. */
  readonly estate: readonly EstatePart[];
  /** Of `owners.yaml`; empty where nobody said who owns what. */
  readonly parties: readonly OwnerParty[];
  readonly units: readonly Unit[];
  readonly attestations: readonly RunAttestation[];
  /** What providers themselves say who answers for single controls; it decided nothing. Missing: nobody asked, or none said. */
  readonly provider_words?: readonly ControlWord[];
  readonly summary: RunSummary;
  readonly warnings: readonly string[];
}
