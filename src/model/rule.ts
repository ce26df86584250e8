import type { Layer, Party, RuleStatus, Severity, Within } from "./words.ts";

/**
 * One rule as the loader hands it on: checked, plain data, the same shape as in YAML. The compiled pack
 * holds these as JSON.
 */
export interface Rule {
  readonly id: string;
  /** The id the rule was first published under, where it has been renamed since; fingerprints hash it. */
  readonly first_id?: string;
  readonly title: string;
  readonly failure_title: string;
  readonly status: RuleStatus;
  /** False: an opinion of little security value, asked only where somebody names the rule. */
  readonly on_by_default?: false;
  readonly severity: Severity;
  readonly layer: Layer;
  /** The author's claim. The resource decides (see `responsibility/`). */
  readonly responsibility: Party;
  /** Resource types judged; ARM types in lower case. Duties of the organisation have none. */
  readonly resource: readonly string[];
  /** On types with a document for the account and one per region: which are judged; missing: the account's. */
  readonly per?: "account" | "region";
  readonly question: string;
  readonly when?: Condition;
  readonly expect?: Condition;
  readonly manual?: Manual;
  /** What absence means for every line of `expect` without a word of its own; default `unknown`. */
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
/** What absence means for the resource, whatever negation stands around the line. */
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

/** Common questions with a word of their own; arguments as written. */
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
  /** ISO date: the day a person last held it against `source`. */
  readonly checked: string;
  readonly source: string;
  /** Support tables: `{ends}` (ISO date; missing: no end announced). TLS tables: `{oldest}`. Others: `{}`. */
  readonly words: Readonly<Record<string, TableWord>>;
}
export interface TableWord {
  readonly ends?: string;
  readonly oldest?: string;
  readonly [key: string]: unknown;
}

/** What is known of a field of a resource type. */
export interface Field {
  readonly type: FieldType;
  /** The source always writes this key: missing means unread. */
  readonly always?: true;
  /** Every word the cloud is known to write; compared without regard to case. */
  readonly enum?: readonly Literal[];
  readonly unit?: string;
  /** The call that gives it, where that is not the type's own. */
  readonly call?: string;
  /** Other calls that it takes beside that one: to list first what is then described, say. */
  readonly further_calls?: readonly string[];
  /** The calls that give it, and what stands below it, where the provider's inventory does not record the type. */
  readonly direct_calls?: readonly string[];
  /** Why no call gives it there. */
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
   * document for the account (region `global`) and one for each of its regions; a rule says with `per` which it judges.
   */
  readonly scope?: "global" | "regional" | "account_and_region";
  /** Paths whose value no two resources of the type share, in any account: one that is found is all there is. */
  readonly unique?: readonly string[];
  /** The call that gives the document. */
  readonly call?: string;
  /** As for a field. */
  readonly further_calls?: readonly string[];
  /**
   * The service's own calls that give the document where the inventory does not record the type, but for what fields
   * name calls of their own for. Missing: then it cannot be read.
   */
  readonly direct_calls?: readonly string[];
  /** Where the names come from and the day they were read. */
  readonly source?: string;
}

/** Type to what is known of its fields. */
export type FieldLists = Readonly<Record<string, TypeFields>>;
