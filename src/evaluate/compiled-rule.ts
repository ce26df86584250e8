import type { Rule } from "../model/rule.ts";
import { compileCondition } from "./compile.ts";
import { conditionContext } from "./context.ts";
import type { Facts } from "./context.ts";
import type { Node } from "./node.ts";
import { readSet } from "./read-set.ts";
import type { ReadSet } from "./read-set.ts";
import type { IndexSpec } from "./related-lookup.ts";

/** A rule ready to judge documents of one type. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly type: string;
  readonly provider: string;
  /** Null where the question is always asked. */
  readonly when: Node | null;
  /** Null on rules that only a person can answer. */
  readonly expect: Node | null;
  /** What it looks up elsewhere; not empty: the truth may have to wait until everything was seen. */
  readonly indexes: readonly IndexSpec[];
  readonly reads: ReadSet;
}

/** `aws` of `aws-s3-bucket-…`; `org` for duties of the organisation. */
export function providerOfRule(ruleId: string): string {
  return ruleId.slice(0, Math.max(0, ruleId.indexOf("-")));
}

/** One compiled rule for each type that the rule is about. */
export function compileRule(rule: Rule, facts: Facts): CompiledRule[] {
  const provider = providerOfRule(rule.id);
  return rule.resource.map((type) => {
    const options = {
      ...(rule.params && { params: rule.params }),
      ...(rule.unlisted_paths && { unlisted: rule.unlisted_paths }),
    };
    const whenContext = conditionContext(facts, type, provider, options);
    const expectContext = conditionContext(facts, type, provider, {
      ...options,
      ...(rule.absent && { absent: rule.absent }),
    });
    const when = rule.when ? compileCondition(rule.when, whenContext) : null;
    const expect = rule.expect ? compileCondition(rule.expect, expectContext) : null;
    return {
      rule,
      type,
      provider,
      when,
      expect,
      indexes: [...whenContext.indexes, ...expectContext.indexes],
      reads: mergeReadSets(
        [rule.when, rule.expect].flatMap((part) => (part ? [readSet(part, type, facts.conditions)] : [])),
      ),
    };
  });
}

export function mergeReadSets(sets: readonly ReadSet[]): ReadSet {
  const merged: ReadSet = new Map();
  for (const set of sets) {
    for (const [type, paths] of set) {
      const known = merged.get(type) ?? new Set<string>();
      for (const path of paths) known.add(path);
      merged.set(type, known);
    }
  }
  return merged;
}
