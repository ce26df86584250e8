import { compileCondition } from "../../src/evaluate/compile.ts";
import { conditionContext } from "../../src/evaluate/context.ts";
import { documentFrame } from "../../src/evaluate/frame.ts";
import { NOTHING_RELATED } from "../../src/evaluate/related.ts";
import { viewDocument } from "../../src/evaluate/unread.ts";
import type { Evidence } from "../../src/model/run.ts";
import type { CompileCondition } from "../../src/responsibility/condition.ts";

const FACTS = {
  fields: {},
  conditions: {},
  tables: {},
  providers: { aws: { case: "sensitive" }, azure: { case: "insensitive" } },
  asOf: Date.UTC(2026, 10, 21),
} as const;

const TRUTHS = ["false", "true", "unknown"] as const;

/** The evaluator's own compiler, without field lists. */
export const compile: CompileCondition = (condition, types, { absent, provider }) => {
  const node = compileCondition(condition, conditionContext(FACTS, types[0]!, provider, { absent }));
  return (doc) => {
    const trace: Evidence[] = [];
    const truth = TRUTHS[node(documentFrame(viewDocument(doc)), { related: NOTHING_RELATED, trace })];
    const decided = trace[0] ? { path: trace[0].path, value: trace[0].seen } : null;
    return { truth, decided };
  };
};
