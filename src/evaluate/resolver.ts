import type { ResponsibilityModel } from "../model/responsibility.ts";
import type { CompileCondition } from "../responsibility/condition.ts";
import { createResolver } from "../responsibility/resolve.ts";
import type { Resolver } from "../responsibility/resolve.ts";
import { compileCondition } from "./compile.ts";
import { conditionContext } from "./context.ts";
import type { Facts } from "./context.ts";
import { documentFrame } from "./frame.ts";
import { environment } from "./node.ts";
import { gatherEvidence } from "./outcome.ts";
import { NOTHING_RELATED } from "./related-lookup.ts";
import { FALSE, UNKNOWN } from "./truth.ts";
import { viewDocument } from "./document-view.ts";

const ALONE = environment(NOTHING_RELATED);

/** The resolver of `model`, with the rule language as the language of its exceptions. */
export function buildResolver(model: ResponsibilityModel, facts: Facts): Resolver {
  return createResolver(model, compileWith(facts));
}

/** Compiles an exception's condition: it is asked of one document alone. */
export function compileWith(facts: Facts): CompileCondition {
  return (condition, types, { absent, provider }) => {
    const node = compileCondition(condition, conditionContext(facts, types[0]!, provider, { absent }));
    return (doc) => {
      const top = documentFrame(viewDocument(doc));
      const truth = node(top, ALONE);
      if (truth === FALSE) return { truth: "false", decided: null };
      const [fact] = gatherEvidence(node, top, ALONE);
      return {
        truth: truth === UNKNOWN ? "unknown" : "true",
        decided: fact ? { path: fact.path, value: fact.seen } : null,
      };
    };
  };
}
