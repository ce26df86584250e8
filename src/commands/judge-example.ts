import { factsOf } from "../evaluate/facts.ts";
import { createJudge } from "../evaluate/judge.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import type { Evaluation } from "../model/run.ts";
import { OUTCOMES } from "../model/words.ts";
import type { JudgeExample } from "../rules/examples.ts";

/** The day on which examples are judged, so that ages in them mean the same on any day. */
export const EXAMPLES_AS_OF = "2026-11-20T00:00:00Z";
const MAX_AGE_DAYS = 7;

/** Judges examples of `rules` through the whole procedure, as a scan would judge the same documents. */
export function judgeExamplesOf(library: Library, rules: readonly Rule[]): JudgeExample {
  const facts = factsOf(library, EXAMPLES_AS_OF);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (ruleId, { resource, related, reads }) => {
    const evaluations: Evaluation[] = [];
    const judge = createJudge({
      rules: [byId.get(ruleId)!],
      responsibility: library.responsibility,
      facts,
      maxAge: MAX_AGE_DAYS,
      emit: new Set(OUTCOMES),
      onEvaluation: (evaluation) => void evaluations.push(evaluation),
    });
    for (const read of reads) judge.see({ read: { provider: resource.provider, call: "example", ...read } });
    for (const other of related) judge.see({ resource: other });
    judge.see({ resource });
    judge.finish();
    const judged = evaluations.find((evaluation) => evaluation.resource.id === resource.id);
    if (!judged) throw new Error(`rule ${ruleId} judged nothing of its own example`);
    return { outcome: judged.outcome, evidence: judged.evidence };
  };
}
