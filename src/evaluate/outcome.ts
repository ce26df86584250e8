import type { Evidence, OutcomeReason } from "../model/run.ts";
import type { Responsibility } from "../model/responsibility.ts";
import type { Outcome } from "../model/words.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { documentFrame } from "./frame.ts";
import type { DocumentView } from "./document-view.ts";
import type { Environment, Node } from "./node.ts";
import type { Pair } from "./pair.ts";
import type { RelatedLookup } from "./related-lookup.ts";
import { FALSE, TRUE, UNKNOWN } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** What is said of one pair, and the node whose evidence tells why. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: OutcomeReason;
  /** Null where no condition decided. */
  readonly decidedBy: Node | null;
}

/**
 * The outcome of a rule on a document that was read and is fresh: party first, then `when`, then what a
 * person must answer, then the expectation. The first that decides wins.
 */
export function decide({ rule, view, answerer }: Pair, related: RelatedLookup): Decision {
  const byParty = decideByParty(answerer);
  if (byParty) return byParty;
  const env: Environment = { related, trace: null };
  const frame = documentFrame(view);
  const asked: Truth = rule.when ? rule.when(frame, env) : TRUE;
  if (asked === FALSE) return { outcome: "not_applicable", reason: "condition_not_met", decidedBy: rule.when };
  if (asked === UNKNOWN) return { outcome: "unknown", reason: "condition_unknown", decidedBy: rule.when };
  if (!rule.expect) return { outcome: "manual", reason: "needs_person", decidedBy: null };
  const met = rule.expect(frame, env);
  if (met === TRUE) return { outcome: "pass", reason: "expectation_met", decidedBy: rule.expect };
  if (met === FALSE) return { outcome: "fail", reason: "expectation_not_met", decidedBy: rule.expect };
  return { outcome: "unknown", reason: "expectation_unknown", decidedBy: rule.expect };
}

function decideByParty({ state }: Responsibility): Decision | null {
  switch (state) {
    case "n/a":
      return { outcome: "not_applicable", reason: "layer_absent", decidedBy: null };
    case "delegate-parent":
      return { outcome: "not_applicable", reason: "reported_on_parent", decidedBy: null };
    case "undetermined":
      return { outcome: "unknown", reason: "responsibility_undetermined", decidedBy: null };
    case "provider":
      return { outcome: "inherited", reason: "provider_side", decidedBy: null };
    default:
      return null;
  }
}

/** A decision with the facts that decided it. */
export interface Explained {
  readonly decision: Decision;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges once more, this time writing down the facts. Unknown for no other reason than that this resource cannot have
 * such a child: the question does not apply.
 */
export function explain(decision: Decision, view: DocumentView, related: RelatedLookup): Explained {
  const { outcome, decidedBy } = decision;
  const evidence = decidedBy ? gatherEvidence(decidedBy, view, related) : [];
  const unsupported = evidence.length > 0 && evidence.every(({ state }) => state === "unsupported");
  if (outcome !== "unknown" || !unsupported) return { decision, evidence };
  return { decision: { outcome: "not_applicable", reason: "unsupported", decidedBy }, evidence };
}

/** Judges once more, this time writing down the facts that decided. Duplicates are told once. */
export function gatherEvidence(node: Node, view: DocumentView, related: RelatedLookup): Evidence[] {
  const trace: Evidence[] = [];
  node(documentFrame(view), { related, trace });
  if (trace.length < 2) return trace;
  const seen = new Set<string>();
  return trace.filter((fact) => {
    const key = JSON.stringify(fact);
    return !seen.has(key) && seen.add(key);
  });
}

/** Would a scan that does not know the party have reported a failure? */
export function wouldFail(rule: CompiledRule, view: DocumentView, related: RelatedLookup): boolean {
  const env: Environment = { related, trace: null };
  const frame = documentFrame(view);
  if (rule.when && rule.when(frame, env) !== TRUE) return false;
  return rule.expect !== null && rule.expect(frame, env) === FALSE;
}
