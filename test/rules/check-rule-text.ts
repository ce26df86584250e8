import { knownConditions } from "../../src/rules/load-conditions.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Library } from "../../src/model/library.ts";
import type { Rule } from "../../src/model/rule.ts";
import { checkRule } from "../../src/rules/check-rule.ts";
import { controlIds, roleNames } from "../../src/rules/rule-facts.ts";
import type { ClaimCheck } from "../../src/rules/rule-facts.ts";
import type { Example } from "../../src/rules/examples.ts";
import { createKnownFields } from "../../src/rules/known-fields.ts";
import { createReporter, sortDiagnostics } from "../../src/source/reporter.ts";
import { readSource } from "../../src/source/yaml-source.ts";

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
