import type { ResponsibilityModel } from "../model/responsibility.ts";
import type { ResourceDocument } from "../model/resource.ts";
import type { Condition, Line } from "../model/rule.ts";
import type { CompileCondition, ConditionResult } from "../responsibility/condition.ts";
import { createResolver } from "../responsibility/resolve.ts";
import type { Resolver } from "../responsibility/resolve.ts";
import { compileCondition, nodeKind } from "./language/compile.ts";
import { conditionContext } from "./language/context.ts";
import type { CompileContext, Facts } from "./language/context.ts";
import { viewDocument } from "./language/document-view.ts";
import { documentFrame } from "./language/frame.ts";
import type { Frame } from "./language/frame.ts";
import { environment } from "./language/node.ts";
import { gatherEvidence } from "./outcome.ts";
import { planPlace } from "./language/plan.ts";
import { NOT_PLAIN, compileQuickRead } from "./language/quick.ts";
import type { QuickRead } from "./language/quick.ts";
import { NOTHING_RELATED } from "./related/related-lookup.ts";
import { FALSE, TRUE, UNKNOWN } from "./language/truth.ts";

const ALONE = environment(NOTHING_RELATED);

/** The resolver for `model`, with exceptions written in the rule language. */
export function buildResolver(model: ResponsibilityModel, facts: Facts): Resolver {
  return createResolver(model, compileWith(facts));
}

/** Compiles an exception's condition, which looks at one document alone. @internal */
export function compileWith(facts: Facts): CompileCondition {
  /** All exceptions are asked about one document before the next one comes. */
  let last: { readonly doc: ResourceDocument; readonly top: Frame } | null = null;
  const topOf = (doc: ResourceDocument): Frame => {
    if (last?.doc !== doc) last = { doc, top: documentFrame(viewDocument(doc)) };
    return last.top;
  };
  return (condition, types, { absent, provider }) => {
    const context = conditionContext(facts, types[0]!, provider, { absent });
    const node = compileCondition(condition, context);
    const deciding = compileDeciding(condition, context);
    const known = new Map<unknown, ConditionResult>();
    return (doc) => {
      const top = topOf(doc);
      const truth = node(top, ALONE);
      if (truth === FALSE) return NOT_TRUE;
      const value = truth === TRUE ? deciding(top) : NOT_PLAIN;
      const before = known.get(value);
      if (before) return before;
      const [fact] = gatherEvidence(node, top, ALONE);
      const result: ConditionResult = {
        truth: truth === UNKNOWN ? "unknown" : "true",
        decided: fact ? { path: fact.path, value: fact.seen } : null,
      };
      if (isWord(value) && known.size < MOST_KNOWN) known.set(value, result);
      return result;
    };
  };
}

function isWord(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

const NOT_TRUE: ConditionResult = { truth: "false", decided: null };

/** Most fields that exceptions depend on have few distinct values. */
const MOST_KNOWN = 1_000;

/** Reads the value of a line, if the line is the whole condition and the value alone decides. */
function compileDeciding(condition: Condition, context: CompileContext): QuickRead {
  const { path } = condition as Line;
  const isLine = nodeKind(condition) === "line" && typeof path === "string";
  return (isLine && compileQuickRead(planPlace(path, context).plan)) || (() => NOT_PLAIN);
}
