import type { Rule } from "../model/rule.ts";
import type { Layer } from "../model/words.ts";
import { compileCondition } from "./language/compile.ts";
import { conditionContext } from "./language/context.ts";
import type { Facts } from "./language/context.ts";
import type { Node } from "./language/node.ts";
import { readSet } from "./language/read-set.ts";
import type { ReadSet } from "./language/read-set.ts";
import type { IndexSpec } from "./related/related-lookup.ts";
import { looksTold } from "./language/told-looks.ts";

/** A rule ready to judge documents of one type. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Copied from the rule because every pair reads them, and reading from a packed rule is slow. */
  readonly id: string;
  readonly layer: Layer;
  readonly type: string;
  readonly provider: string;
  /** Null if the question is always asked. */
  readonly when: Node | null;
  /** Null for rules that only a person can answer. */
  readonly expect: Node | null;
  /** What it looks up elsewhere. If not empty, the truth may have to wait until everything was seen. */
  readonly indexes: readonly IndexSpec[];
  /** The types it reads something from. */
  readonly readTypes: readonly string[];
  readonly reads: ReadSet;
}

/** `aws` of `aws-s3-bucket-…`; `org` for duties of the organisation. */
export function providerOfRule(ruleId: string): string {
  return ruleId.slice(0, Math.max(0, ruleId.indexOf("-")));
}

/** Compiles a rule, once for each of its types. The conditions are compiled when first asked. */
export function compileRule(rule: Rule, facts: Facts): CompiledRule[] {
  return rule.resource.map((type) => new RuleOfType(rule, type, facts));
}

/** A class, so that the conditions, which are read for every pair, are plain fields of one shape. */
class RuleOfType implements CompiledRule {
  readonly rule: Rule;
  readonly id: string;
  readonly layer: Layer;
  readonly type: string;
  readonly provider: string;
  when: Node | null;
  expect: Node | null;
  readonly indexes: readonly IndexSpec[];
  readonly readTypes: readonly string[];
  readonly #walked: () => Walked;

  constructor(rule: Rule, type: string, facts: Facts) {
    this.rule = rule;
    this.id = rule.id;
    this.layer = rule.layer;
    this.type = type;
    this.provider = providerOfRule(rule.id);
    const compile = once(() => {
      const compiled = compileConditions(rule, type, this.provider, facts);
      this.when = compiled.when;
      this.expect = compiled.expect;
      return compiled;
    });
    // This tells whether a rule has a condition without reading the condition.
    this.when = "when" in rule ? (frame, env) => compile().when!(frame, env) : null;
    this.expect = "expect" in rule ? (frame, env) => compile().expect!(frame, env) : null;
    this.#walked = once(() => walkConditions(rule, type, facts));
    const told = looksTold(rule, type, facts.conditions);
    this.readTypes = told?.types ?? [...this.#walked().reads.keys()];
    this.indexes = told?.indexes ?? (this.#walked().looksElsewhere ? compile().indexes : NOTHING);
  }

  get reads(): ReadSet {
    return this.#walked().reads;
  }
}

const NOTHING: readonly IndexSpec[] = [];

interface Walked {
  readonly reads: ReadSet;
  readonly looksElsewhere: boolean;
}

function walkConditions(rule: Rule, type: string, facts: Facts): Walked {
  let looksElsewhere = false;
  const parts = [rule.when, rule.expect].filter((part) => part !== undefined);
  const reads = mergeReadSets(
    parts.map((part) => readSet(part, type, facts.conditions, () => void (looksElsewhere = true))),
  );
  return { reads, looksElsewhere };
}

function compileConditions(
  rule: Rule,
  type: string,
  provider: string,
  facts: Facts,
): Pick<CompiledRule, "when" | "expect" | "indexes"> {
  const options = {
    ...(rule.params && { params: rule.params }),
    ...(rule.unlisted_paths && { unlisted: rule.unlisted_paths }),
  };
  const whenContext = conditionContext(facts, type, provider, options);
  const absent = rule.absent && { absent: rule.absent };
  const expectContext = conditionContext(facts, type, provider, { ...options, ...absent });
  return {
    when: rule.when ? compileCondition(rule.when, whenContext) : null,
    expect: rule.expect ? compileCondition(rule.expect, expectContext) : null,
    indexes: [...whenContext.indexes, ...expectContext.indexes],
  };
}

/** Returns a function that calls `make` on first use and then returns the same result. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
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
