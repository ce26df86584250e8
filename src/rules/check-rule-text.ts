import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import { checkRule } from "./check-rule.ts";
import { controlIds, roleNames } from "./rule-facts.ts";
import type { ClaimCheck } from "./rule-facts.ts";
import type { ConditionSource } from "./condition/surroundings.ts";
import type { Example } from "./examples.ts";
import { createKnownFields } from "./known-fields.ts";
import { createReporter, sortDiagnostics } from "../source/reporter.ts";
import { readSource } from "../source/yaml-source.ts";

export interface RuleTextOptions {
  /** Held to what shipped rules are held to. */
  readonly shipped?: boolean;
  readonly responsibility?: ClaimCheck;
}

export interface CheckedText {
  /** Null where there is a mistake. */
  readonly rule: Rule | null;
  readonly examples: readonly Example[];
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the text of one rule file against a library. `file` names it in messages. Throws nothing for what is written. */
export function checkRuleText(
  text: string,
  file: string,
  library: Library,
  options: RuleTextOptions = {},
): CheckedText {
  const reporter = createReporter(file);
  const node = readSource(text, reporter);
  const checked =
    node &&
    checkRule(
      node,
      file,
      {
        fields: createKnownFields(library.fields, library.providers),
        tables: library.tables,
        conditions: knownConditions(library),
        providers: Object.keys(library.providers),
        frameworks: controlIds(library.frameworks),
        roles: roleNames(library),
        responsibility: options.responsibility ?? null,
        shipped: options.shipped ?? false,
      },
      reporter,
    );
  return {
    rule: checked?.rule ?? null,
    examples: checked?.examples ?? [],
    diagnostics: sortDiagnostics(reporter.diagnostics),
  };
}

/** Shared conditions that were checked before. */
export function knownConditions(library: Library): Map<string, ConditionSource> {
  const all = Object.values(library.conditions);
  return new Map(all.map((shared) => [shared.name, { ...shared, types: shared.resource, file: "" }]));
}
