import type { ControlNames } from "./provider-word.ts";
import type { ResponsibilityModel, Roles } from "./responsibility.ts";
import type { FieldLists, Rule, SharedCondition, Table } from "./rule.ts";
import type { WitnessChecks } from "./witness.ts";
import type { Layer } from "./words.ts";

/** Everything judging needs besides the estate: checked plain data that survives a round trip through JSON. */
export interface Library {
  /** Version of the rule language. */
  readonly language: 1;
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  /** By name. */
  readonly conditions: Readonly<Record<string, SharedCondition>>;
  /** By name. */
  readonly tables: Readonly<Record<string, Table>>;
  readonly fields: FieldLists;
  /** By the name used in rule ids and documents. */
  readonly providers: Readonly<Record<string, ProviderEntry>>;
  readonly responsibility: ResponsibilityModel;
  /** The roles inside and outside the organisation, in the words that `owners.yaml` uses. */
  readonly roles: Roles;
  /** Which checks by other tools ask the same as which rules. */
  readonly witnesses: WitnessChecks;
  /** The providers' own names for the controls of frameworks. */
  readonly control_names: ControlNames;
  /** Sorted by id. */
  readonly frameworks: readonly Framework[];
}

/**
 * A set of requirements that rules map to, `rules/frameworks/ID.yaml`: identifiers and our own labels, none of the
 * publisher's text.
 */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly publisher: string;
  /** The one provider it covers; missing if it covers any. */
  readonly provider?: string;
  /** Which part of it is here, if not all. */
  readonly note?: string;
  /**
   * What the mappings from rules to its controls are based on. `judgement`, the default: the rule author's, by topic.
   * `published`: mappings published by unrelated tools or by the clouds themselves agree.
   */
  readonly basis?: "judgement" | "published";
  /** In the order of the framework. */
  readonly controls: readonly FrameworkControl[];
}

export interface FrameworkControl {
  readonly id: string;
  readonly label: string;
  /** The publisher's profile level, if it has any. */
  readonly level?: 1 | 2;
  /** Whether the publisher considers that a program can answer it. */
  readonly assessment?: "automated" | "manual";
  /** The layer most of it sits on; missing if it concerns the organisation itself, or several layers. */
  readonly layer?: Layer;
  /** Why no rule answers it, from `rules/coverage/ID.yaml`; missing if a rule does, or if nobody has said why not. */
  readonly not_checked?: NotChecked;
}

export interface NotChecked {
  readonly because: NotCheckedBecause;
  readonly reason: string;
}

/**
 * `organisation`: a duty of people and process. `not_visible`: no read-only call shows it. `outside`: it lies somewhere
 * that is not read, such as the directory. `guaranteed`: the cloud always does it. `retired`: what it covers no longer
 * exists. `choice`: a purchase or a preference, not a weakness. `later`: a rule could answer it and does not yet.
 */
export const NOT_CHECKED_BECAUSE = [
  "organisation",
  "not_visible",
  "outside",
  "guaranteed",
  "retired",
  "choice",
  "later",
] as const;
export type NotCheckedBecause = (typeof NOT_CHECKED_BECAUSE)[number];

/**
 * Whether the provider's ids, keys and text compare case-insensitively. Those of an unknown provider are
 * case-sensitive.
 */
export function foldsCase(
  providers: Readonly<Record<string, Pick<ProviderEntry, "case">>>,
  provider: string | undefined,
): boolean {
  return provider !== undefined && Object.hasOwn(providers, provider) && providers[provider]!.case === "insensitive";
}

/** What `rules/providers.yaml` says about one provider. */
export interface ProviderEntry {
  /** `insensitive`: keys and text compare case-insensitively, and types are written in lower case. */
  readonly case: "sensitive" | "insensitive";
  /**
   * Regular expression with the groups `account`, `region` and `group` (a resource group), which finds them in an id.
   */
  readonly id_scope?: string;
  /** Regular expression with the group `service`, which finds in a type the word attestations use for the service. */
  readonly type_service?: string;
}
