import type { ControlNames } from "./provider-word.ts";
import type { ResponsibilityModel, Roles } from "./responsibility.ts";
import type { FieldLists, Rule, SharedCondition, Table } from "./rule.ts";
import type { WitnessChecks } from "./witness.ts";
import type { Layer } from "./words.ts";

/** Everything that judging needs beside the estate: checked, plain data, equal to its own JSON. */
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
  /** By the name that rule ids and documents carry. */
  readonly providers: Readonly<Record<string, ProviderEntry>>;
  readonly responsibility: ResponsibilityModel;
  /** Who inside and outside has a part in it, in words that owners use. */
  readonly roles: Roles;
  /** Which checks of others ask the same as which rules. */
  readonly witnesses: WitnessChecks;
  /** How the providers themselves name the controls of frameworks. */
  readonly control_names: ControlNames;
  /** Sorted by id. */
  readonly frameworks: readonly Framework[];
}

/** A set of requirements that rules map to, `rules/frameworks/ID.yaml`: identifiers and labels of our own, none of the publisher's text. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly publisher: string;
  /** The one provider it speaks of; missing: any. */
  readonly provider?: string;
  /** What of it is here, where that is not all. */
  readonly note?: string;
  /**
   * What rules that name a control rest on. `judgement`, also where it is missing: that of whoever wrote the rule, by topic. `published`:
   * mappings that unrelated tools or the clouds themselves publish say the same.
   */
  readonly basis?: "judgement" | "published";
  /** In the order of the framework. */
  readonly controls: readonly FrameworkControl[];
}

export interface FrameworkControl {
  readonly id: string;
  readonly label: string;
  /** The publisher's profile, where it has some. */
  readonly level?: 1 | 2;
  /** Whether the publisher holds that a program can answer it. */
  readonly assessment?: "automated" | "manual";
  /** The layer that most of it sits on; missing: the organisation itself, or several. */
  readonly layer?: Layer;
  /** Why no rule answers it, from `rules/coverage/ID.yaml`; missing: a rule does, or nobody has said why not. */
  readonly not_checked?: NotChecked;
}

export interface NotChecked {
  readonly because: NotCheckedBecause;
  readonly reason: string;
}

/**
 * `organisation`: a duty of people and process. `not_visible`: no call that only reads shows it. `outside`: it lies in a place
 * that is not read, such as the directory. `guaranteed`: the cloud always does it. `retired`: what it speaks of has ended.
 * `choice`: a purchase or a taste, no weakness. `later`: a rule could answer it and does not yet.
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

/** Whether ids, keys and text of the provider compare without regard to case; one that nobody knows compares by case. */
export function foldsCase(
  providers: Readonly<Record<string, Pick<ProviderEntry, "case">>>,
  provider: string | undefined,
): boolean {
  return provider !== undefined && Object.hasOwn(providers, provider) && providers[provider]!.case === "insensitive";
}

/** What `rules/providers.yaml` says of one provider. */
export interface ProviderEntry {
  /** `insensitive`: keys and text compare without regard to case, and types are written in lower case. */
  readonly case: "sensitive" | "insensitive";
  /** Regular expression with the groups `account`, `region` and `group` (a resource group): where an id names them. */
  readonly id_scope?: string;
  /** Regular expression with the group `service`: the word in a type by which attestations name the service. */
  readonly type_service?: string;
}
