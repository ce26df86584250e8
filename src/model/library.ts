import type { ResponsibilityModel } from "./responsibility.ts";
import type { FieldLists, Rule, SharedCondition, Table } from "./rule.ts";

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
}

/** What `rules/providers.yaml` says of one provider. */
export interface ProviderEntry {
  /** `insensitive`: keys and text compare without regard to case, and types are written in lower case. */
  readonly case: "sensitive" | "insensitive";
  /** Regular expression with the groups `account` and `region`: where a resource id names them. */
  readonly id_scope?: string;
}
