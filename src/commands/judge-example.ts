import { factsOf } from "../evaluate/language/facts.ts";
import { createJudge } from "../evaluate/judge.ts";
import { maskSecrets } from "../inventory/mask.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import type { Evaluation } from "../model/run.ts";
import { OUTCOMES } from "../model/words.ts";
import type { JudgeExample } from "../rules/examples.ts";
import { MAX_AGE_DAYS } from "./arguments/defaults.ts";

/** The fixed day for which examples are judged, so that ages in them mean the same on any day. @internal */
export const EXAMPLES_AS_OF = "2026-11-20T00:00:00Z";

/**
 * Returns a function that judges examples of `rules` exactly as a scan would judge the same documents. Secrets are masked, so a
 * rule cannot read them here either.
 */
export function judgeExamplesOf(library: Library, rules: readonly Rule[]): JudgeExample {
  const judge = judgeAsTheyAre(library, rules);
  return (ruleId, { resource, related, ...more }) =>
    judge(ruleId, { ...more, resource: maskSecrets(resource), related: related.map(maskSecrets) });
}

/** The same for documents that were masked before. @internal */
export function judgeAsTheyAre(library: Library, rules: readonly Rule[]): JudgeExample {
  const facts = factsOf(library, EXAMPLES_AS_OF);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (ruleId, { resource, related, reads, organization }) => {
    const evaluations: Evaluation[] = [];
    const judge = createJudge({
      rules: [byId.get(ruleId)!],
      responsibility: library.responsibility,
      facts,
      maxAge: MAX_AGE_DAYS,
      emit: new Set(OUTCOMES),
      onEvaluation: (evaluation) => void evaluations.push(evaluation),
    });
    const { provider } = resource;
    const expected = organization.map((account) => ({ provider, account }));
    if (expected.length > 0) judge.see({ header: { scope: { name: "example", expected } } });
    for (const read of reads) judge.see({ read: { provider, call: "example", ...read } });
    for (const other of related) judge.see({ resource: other });
    judge.see({ resource });
    judge.finish();
    const judged = evaluations.find((evaluation) => evaluation.resource.id === resource.id);
    if (!judged) {
      const why = `the rule does not ask this: ${resource.type} in ${resource.region}`;
      return { outcome: "unknown", evidence: [], why, notAsked: true };
    }
    const { outcome, evidence, reason, responsibility } = judged;
    if (reason !== "responsibility_undetermined") return { outcome, evidence };
    const { path, value, step } = responsibility.decided_by;
    const why = `who answers for the layer "${responsibility.layer}" depends on ${path} (${step}): ${String(value)}`;
    return { outcome, evidence, why };
  };
}
