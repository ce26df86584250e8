import type { ResourceDocument } from "../model/resource.ts";
import type { Evaluation } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { evaluationOf } from "./evaluation.ts";
import type { Environment } from "./language/node.ts";
import type { CountedPair } from "./counts/pair-cells.ts";
import { explain, wouldFail } from "./outcome.ts";
import type { Decision } from "./outcome.ts";
import type { Pair } from "./pair.ts";
import type { Tally } from "./counts/tally.ts";
import { contradicts } from "./witnesses.ts";
import type { Witnesses } from "./witnesses.ts";

/** Counts decided pairs, and emits the evaluations that were asked for. */
export interface Settler {
  readonly pair: (pair: Pair, decision: Decision, env: Environment) => void;
  /** For pairs that no document decided: stale documents, placeholders and duties of the organisation. */
  readonly undecided: (pair: CountedPair, outcome: Outcome, make: () => Evaluation) => void;
}

/** Whether an evaluation should be emitted; asked before it is made. */
export type Admits = (pair: Pick<Pair, "rule" | "answerer">, outcome: Outcome, resource: ResourceDocument) => boolean;

export function createSettler(
  tally: Tally,
  emit: ReadonlySet<Outcome>,
  admits: Admits,
  onEvaluation: (evaluation: Evaluation) => void,
  witnesses: Witnesses,
): Settler {
  const countNotYours = (pair: Pair, { outcome, reason }: Decision, env: Environment): void => {
    const elsewhere = outcome === "inherited" || reason === "reported_on_parent";
    if (elsewhere && wouldFail(pair, env)) tally.addNotYours(pair.owner);
  };

  return {
    pair: (pair, decision, env) => {
      countNotYours(pair, decision, env);
      // Only the facts show whether it does not apply.
      const early = decision.mayNotApply ? explain(decision, pair, env) : null;
      const { outcome } = early?.decision ?? decision;
      const { rule } = pair.rule;
      const { document } = pair.top.view;
      const { answerer, owner } = pair;
      const { provider, account, type } = document;
      tally.count({ rule, party: answerer.party, owner, provider, account, type }, outcome);
      const witness = witnesses.of(pair.rule.id, document);
      const contradicted = contradicts(outcome, witness);
      if (contradicted !== undefined) tally.addWitness(contradicted);
      // An outcome that a witness contradicts is always emitted.
      const wanted = contradicted === true || (emit.has(outcome) && admits(pair, outcome, document));
      if (!wanted) return;
      const made = evaluationOf(pair, early ?? explain(decision, pair, env));
      onEvaluation(witness.length === 0 ? made : { ...made, witness });
    },
    undecided: (pair, outcome, make) => {
      tally.count(pair, outcome);
      if (emit.has(outcome)) onEvaluation(make());
    },
  };
}
