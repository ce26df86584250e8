import type { Layer, Party, RuleStatus, Severity, Within } from "./words.ts";

/**
 * One rule as the loader returns it: checked plain data in the same shape as the YAML. The compiled pack holds these as
 * JSON.
 */
export interface Rule {
  readonly id: string;
  /** The id the rule was first published under, if it has been renamed; fingerprints hash it. */
  readonly first_id?: string;
  readonly title: string;
  readonly failure_title: string;
  readonly status: RuleStatus;
  /** False for an opinion of little security value, which is asked only if the user names the rule. */
  readonly on_by_default?: false;
  readonly severity: Severity;
  readonly layer: Layer;
  /** The author's claim. The resource decides (see `responsibility/`). */
  readonly responsibility: Party;
  /** Resource types judged; ARM types in lower case. Duties of the organisation have none. */
  readonly resource: readonly string[];
  /** For types with a document for the account and one per region: which to judge. Missing for the account's. */
  readonly per?: "account" | "region";
  readonly question: string;
  readonly when?: Condition;
  readonly expect?: Condition;
  readonly manual?: Manual;
  /** What absence means for every line of `expect` that does not say; default `unknown`. */
  readonly absent?: "fail" | "unknown";
  readonly params?: Readonly<Record<string, Param>>;
  readonly unlisted_paths?: Readonly<Record<string, string>>;
  readonly why: string;
  readonly fix?: Fix;
  /** Framework id to control ids, e.g. `{ "cis-aws-7.0": ["6.3"] }`. */
  readonly controls: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
  readonly owner_role?: string;
  readonly aliases: readonly string[];
  /** Path of the YAML file, relative to the folder it was loaded from. */
  readonly file: string;
}

/** A duty only a person's evidence can answer. */
export interface Manual {
  readonly question: string;
  readonly evidence: readonly string[];
  /** How long an answer holds, e.g. `365d`. */
  readonly renew: string;
}

export interface Param {
  readonly type: "number" | "days" | "text" | "list" | "boolean";
  readonly default: Literal | readonly Literal[];
  readonly min?: number;
  readonly max?: number;
  readonly stricter?: "lower" | "higher";
  readonly about: string;
}

export interface Fix {
  readonly effort: "low" | "medium" | "high";
  readonly summary: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly add?: Readonly<Record<string, unknown>>;
  /** The type of the other resource whose fact decides. */
  readonly elsewhere?: string;
  readonly cli?: string;
  readonly terraform?: string;
  readonly bicep?: string;
}

export type Literal = string | number | boolean;
export type ParamOperand = { readonly param: string };
/** What absence means for the resource, regardless of any negation around the line. */
export type AbsentWord = "pass" | "fail" | "unknown";

/** A node of the rule language; the keys are the language's own. */
export type Condition =
  | AllNode
  | AnyNode
  | NotNode
  | HoldsNode
  | SomeNode
  | EveryNode
  | NoneNode
  | CountNode
  | QuestionNode
  | Line;

export interface AllNode {
  readonly all: readonly Condition[];
}
export interface AnyNode {
  readonly any: readonly Condition[];
}
export interface NotNode {
  readonly not: Condition;
}
/** A condition shared by rules: `rules/conditions/NAME.yaml`. */
export interface HoldsNode {
  readonly holds: string;
}
export interface SomeNode {
  readonly some: ListBody;
}
export interface EveryNode {
  readonly every: ListBody;
}
export interface NoneNode {
  readonly none: ListBody;
}
export interface CountNode {
  readonly count: ListBody & { readonly at_least?: number | ParamOperand; readonly at_most?: number | ParamOperand };
}

/** What a quantifier ranges over (exactly one of `in`, `of`, `related`) and what it asks of each element. */
export interface ListBody {
  readonly in?: string;
  readonly of?: readonly Literal[] | ParamOperand;
  readonly related?: string | readonly string[];
  readonly join?: { readonly ours: string; readonly theirs: string };
  readonly within?: Within;
  readonly where?: Condition;
  readonly as?: string;
  readonly empty?: AbsentWord;
  readonly default?: readonly [];
  readonly absent?: AbsentWord;
}

/** One place, one operator, at most one word for absence. */
export type Line = {
  readonly path?: string | readonly string[];
  readonly default?: Literal | readonly Literal[];
  readonly absent?: AbsentWord;
} & { readonly [O in OperatorName]?: unknown };

export const OPERATOR_NAMES = [
  "is",
  "equals",
  "not_equals",
  "one_of",
  "not_one_of",
  "at_least",
  "at_most",
  "contains_all",
  "contains_any",
  "like",
  "mentions_all",
  "matches",
  "version_at_least",
  "in_support",
  "tls_at_least",
  "age_at_most",
  "age_at_least",
  "ahead_at_least",
  "ahead_at_most",
] as const;
export type OperatorName = (typeof OPERATOR_NAMES)[number];

/** Common questions that have their own keyword; arguments as written. */
export const QUESTION_NAMES = ["closed_to_internet", "grants_none", "requires_tls", "customer_managed_key"] as const;
export type QuestionName = (typeof QUESTION_NAMES)[number];
export type QuestionNode = { readonly [Q in QuestionName]?: unknown };

export const QUANTIFIERS = ["some", "every", "none", "count"] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];

/** A condition kept under a name, `rules/conditions/NAME.yaml`. */
export interface SharedCondition {
  readonly name: string;
  readonly resource: readonly string[];
  readonly condition: Condition;
}

/** A dated table, `rules/tables/NAME.yaml`. */
export interface Table {
  readonly name: string;
  /** ISO date on which a person last compared it with `source`. */
  readonly checked: string;
  readonly source: string;
  /** Support tables: `{ends}` (ISO date; missing if no end is announced). TLS tables: `{oldest}`. Others: `{}`. */
  readonly words: Readonly<Record<string, TableWord>>;
}
export interface TableWord {
  readonly ends?: string;
  readonly oldest?: string;
  readonly [key: string]: unknown;
}

/** What is known about a field of a resource type. */
export interface Field {
  readonly type: FieldType;
  /** The source always writes this key, so a missing key means unread. */
  readonly always?: true;
  /** Every value the cloud is known to write; compared case-insensitively. */
  readonly enum?: readonly Literal[];
  readonly unit?: string;
  /** The call that returns it, if not the type's own. */
  readonly call?: string;
  /** Other calls needed besides that one, for example to list first what is then described. */
  readonly further_calls?: readonly string[];
  /** The calls that return it and what lies below it, if the provider's inventory does not record the type. */
  readonly direct_calls?: readonly string[];
  /** Why no call returns it in that case. */
  readonly not_direct?: string;
}
export type FieldType = "text" | "number" | "boolean" | "date" | "object" | "list" | "map" | "policy";

export interface TypeFields {
  /** The provider whose list the type is in; the loader fills it in. */
  readonly provider?: string;
  /** Fields by path; elements of a list are written `list[]`, values of a map `map{}`. */
  readonly fields: Readonly<Record<string, Field>>;
  /**
   * `global`: instances have no region, so one read of region `global` covers the account. `account_and_region`: one
   * document for the account (region `global`) and one for each of its regions; a rule's `per` says which it judges.
   */
  readonly scope?: "global" | "regional" | "account_and_region";
  /** Paths whose values are unique among all resources of the type in any account, so one match is the only match. */
  readonly unique?: readonly string[];
  /** The call that returns the document. */
  readonly call?: string;
  /** As for a field. */
  readonly further_calls?: readonly string[];
  /**
   * The service's own calls that return the document if the inventory does not record the type, except for fields that
   * name their own calls. If missing, the document cannot be read then.
   */
  readonly direct_calls?: readonly string[];
  /** Where the names come from and the day they were read. */
  readonly source?: string;
}

/** What is known about the fields of each type, by type. */
export type FieldLists = Readonly<Record<string, TypeFields>>;
