import type { ResourceDocument } from "../model/resource.ts";
import type { Evaluation } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { evaluationOf } from "./evaluation.ts";
import type { Environment } from "./node.ts";
import { explain, wouldFail } from "./outcome.ts";
import type { Decision } from "./outcome.ts";
import type { Pair } from "./pair.ts";
import type { Tally } from "./tally.ts";
import { contradicts } from "./witnesses.ts";
import type { Witnesses } from "./witnesses.ts";

/** Counts what was decided and hands on what was asked for one by one. */
export interface Settler {
  readonly pair: (pair: Pair, decision: Decision, env: Environment) => void;
  /** For evaluations that no document decided: stale ones and placeholders. */
  readonly evaluation: (evaluation: Evaluation) => void;
}

/** Whether an evaluation is wanted one by one, asked before it is made. */
export type Admits = (pair: Pick<Pair, "rule" | "answerer">, outcome: Outcome, resource: ResourceDocument) => boolean;

export function createSettler(
  tally: Tally,
  emit: ReadonlySet<Outcome>,
  admits: Admits,
  onEvaluation: (evaluation: Evaluation) => void,
  witnesses: Witnesses,
): Settler {
  /** A scan that does not ask whose it is reports every failure, also where nobody here could mend it. */
  const countPartyBlind = (pair: Pair, { outcome, reason }: Decision, env: Environment): void => {
    if (outcome === "fail") tally.addPartyBlind(true, pair.owner);
    const elsewhere = outcome === "inherited" || reason === "reported_on_parent";
    if (elsewhere && wouldFail(pair.rule, pair.view, env)) tally.addPartyBlind(false, pair.owner);
  };

  return {
    pair: (pair, decision, env) => {
      countPartyBlind(pair, decision, env);
      // Only the facts say whether it does not apply.
      const early = decision.mayNotApply ? explain(decision, pair, env) : null;
      const { outcome } = early?.decision ?? decision;
      const { id, severity, layer } = pair.rule.rule;
      const { answerer, owner } = pair;
      const { provider, type } = pair.view.document;
      tally.count({ outcome, ruleId: id, severity, layer, party: answerer.party, owner, provider, type });
      const witness = witnesses.of(id, pair.view.document);
      const contradicted = contradicts(outcome, witness);
      if (contradicted !== undefined) tally.addWitness(contradicted);
      // What somebody else holds to be otherwise is worth a look, whatever was asked for.
      const wanted = contradicted === true || (emit.has(outcome) && admits(pair, outcome, pair.view.document));
      if (!wanted) return;
      const made = evaluationOf(pair, early ?? explain(decision, pair, env));
      onEvaluation(witness.length === 0 ? made : { ...made, witness });
    },
    evaluation: (evaluation) => {
      const { outcome, rule_id: ruleId, severity, responsibility, resource, owner } = evaluation;
      const { layer, party } = responsibility;
      tally.count({ outcome, ruleId, severity, layer, party, owner, provider: resource.provider, type: resource.type });
      if (emit.has(outcome)) onEvaluation(evaluation);
    },
  };
}
