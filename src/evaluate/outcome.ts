import type { Evidence, OutcomeReason } from "../model/run.ts";
import type { LayerState, Outcome } from "../model/words.ts";
import type { Frame } from "./language/frame.ts";
import { withoutDuplicates } from "./duplicate-facts.ts";
import type { Environment, Node } from "./language/node.ts";
import type { Pair } from "./pair.ts";
import { FALSE, TRUE, UNKNOWN } from "./language/truth.ts";
import type { Truth } from "./language/truth.ts";

/** The decision on one pair. There are few: all pairs with the same result share one. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: OutcomeReason;
  /** The condition whose evidence explains it; null if none decided. */
  readonly decidedBy: "when" | "expect" | null;
  /** Whether it is unknown, but perhaps only because of a child that the resource cannot have. */
  readonly mayNotApply: boolean;
}

function decision(outcome: Outcome, reason: OutcomeReason, decidedBy: Decision["decidedBy"] = null): Decision {
  return { outcome, reason, decidedBy, mayNotApply: false };
}

const CONDITION_NOT_MET = decision("not_applicable", "condition_not_met", "when");
const CONDITION_UNKNOWN = decision("unknown", "condition_unknown", "when");
const NEEDS_PERSON = decision("manual", "needs_person");
const MET = decision("pass", "expectation_met", "expect");
const NOT_MET = decision("fail", "expectation_not_met", "expect");
const EXPECTATION_UNKNOWN = decision("unknown", "expectation_unknown", "expect");
const CONDITION_MAY_NOT_APPLY: Decision = { ...CONDITION_UNKNOWN, mayNotApply: true };
const EXPECTATION_MAY_NOT_APPLY: Decision = { ...EXPECTATION_UNKNOWN, mayNotApply: true };

/** The decisions that depend on the party alone. */
const BY_PARTY: Readonly<Partial<Record<LayerState, Decision>>> = {
  "n/a": decision("not_applicable", "layer_absent"),
  "delegate-parent": decision("not_applicable", "reported_on_parent"),
  undetermined: decision("unknown", "responsibility_undetermined"),
  provider: decision("inherited", "provider_side"),
};

/**
 * The outcome of a rule on a document that was read and is fresh: party first, then `when`, then what a
 * person must answer, then the expectation. The first that decides wins.
 */
export function decide({ rule, top, answerer }: Pair, env: Environment): Decision {
  const { state } = answerer;
  const byParty = state === "customer" || state === "shared" ? undefined : BY_PARTY[state];
  if (byParty) return byParty;
  const { when, expect } = rule;
  env.met.unsupported = false;
  env.met.unfinished = false;
  const asked: Truth = when ? when(top, env) : TRUE;
  if (asked === FALSE) return CONDITION_NOT_MET;
  if (asked === UNKNOWN) return env.met.unsupported ? CONDITION_MAY_NOT_APPLY : CONDITION_UNKNOWN;
  if (!expect) return NEEDS_PERSON;
  const met = expect(top, env);
  if (met === TRUE) return MET;
  if (met === FALSE) return NOT_MET;
  return env.met.unsupported ? EXPECTATION_MAY_NOT_APPLY : EXPECTATION_UNKNOWN;
}

/** A decision with the facts that decided it. */
export interface Explained {
  readonly decision: Decision;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges a second time, recording the facts. If the only reason for unknown is that this resource cannot have such a
 * child, the question does not apply.
 */
export function explain(decided: Decision, { rule, top }: Pick<Pair, "rule" | "top">, env: Environment): Explained {
  const node = decided.decidedBy === null ? null : rule[decided.decidedBy];
  const evidence = node ? gatherEvidence(node, top, env) : [];
  const unsupported = evidence.length > 0 && evidence.every(({ state }) => state === "unsupported");
  if (!decided.mayNotApply || !unsupported) return { decision: decided, evidence };
  return { decision: { ...decided, outcome: "not_applicable", reason: "unsupported", mayNotApply: false }, evidence };
}

/** Judges a second time, recording the facts that decided, without duplicates. */
export function gatherEvidence(node: Node, top: Frame, { related, met, callOf }: Environment): Evidence[] {
  const trace: Evidence[] = [];
  node(top, { related, trace, met, callOf });
  return trace.length < 2 ? trace : withoutDuplicates(trace);
}

/** Whether a scan that ignores the party would have reported a failure. */
export function wouldFail({ rule, top }: Pick<Pair, "rule" | "top">, env: Environment): boolean {
  if (rule.when && rule.when(top, env) !== TRUE) return false;
  return rule.expect !== null && rule.expect(top, env) === FALSE;
}
