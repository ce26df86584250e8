import { compileWith } from "../../src/evaluate/resolver.ts";
import type { CompileCondition } from "../../src/responsibility/condition.ts";

/** The evaluator's own compiler, without field lists. */
export const compile: CompileCondition = compileWith({
  fields: {},
  conditions: {},
  tables: {},
  providers: { aws: { case: "sensitive" }, azure: { case: "insensitive" } },
  asOf: Date.UTC(2026, 10, 21),
});
