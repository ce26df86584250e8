import type { BlindSpot, ResourceDocument } from "../model/resource.ts";
import type { EvaluatedResource, EvaluatedResponsibility, Evaluation, Evidence, OutcomeReason } from "../model/run.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { factsDigest, fingerprint } from "./fingerprint.ts";
import { gatherEvidence } from "./outcome.ts";
import type { Decision } from "./outcome.ts";
import type { Pair } from "./pair.ts";
import type { RelatedLookup } from "./related-lookup.ts";

/** The whole evaluation of a pair that was decided, with the facts that decided it. */
export function evaluationOf(
  { rule: compiled, view, answerer: responsibility }: Pair,
  { outcome, reason, decidedBy }: Decision,
  related: RelatedLookup,
): Evaluation {
  const evidence = decidedBy ? gatherEvidence(decidedBy, view, related) : [];
  return {
    ...identity(compiled, resourceOf(view.document)),
    outcome,
    reason,
    responsibility: {
      party: responsibility.party,
      layer: compiled.rule.layer,
      service_model: responsibility.service_model,
      claim: compiled.rule.responsibility,
      assumed: responsibility.assumed,
      decided_by: responsibility.decided_by,
    },
    evidence,
    facts_digest: outcome === "fail" ? factsDigest(evidence) : null,
  };
}

/** A document that is there but cannot be judged, e.g. because it is too old. */
export function unreadableEvaluation(
  compiled: CompiledRule,
  document: ResourceDocument,
  reason: OutcomeReason,
  seen: string,
): Evaluation {
  const fact: Evidence = {
    path: ".",
    seen,
    state: "unread",
    wanted: "a document that can be judged",
    ...(document.source === undefined ? {} : { call: document.source }),
    ...(document.confirmed_at === undefined ? {} : { at: document.confirmed_at }),
  };
  return {
    ...identity(compiled, resourceOf(document)),
    outcome: "unknown",
    reason,
    responsibility: nobody(compiled),
    evidence: [fact],
    facts_digest: null,
  };
}

/** Stands for all that a blind spot hides from one rule. */
export function placeholderEvaluation(compiled: CompiledRule, spot: BlindSpot): Evaluation {
  const resource: EvaluatedResource = {
    provider: spot.provider,
    account: spot.account ?? "*",
    region: spot.region ?? "*",
    type: compiled.type,
    id: null,
    name: "",
  };
  const fact: Evidence = {
    path: ".",
    seen: [spot.code, spot.message].filter(Boolean).join(": "),
    state: "unread",
    wanted: "a document that can be judged",
    ...(spot.call === undefined ? {} : { call: spot.call }),
  };
  return {
    ...identity(compiled, resource),
    outcome: "unknown",
    reason: "blind_spot",
    responsibility: nobody(compiled),
    evidence: [fact],
    facts_digest: null,
  };
}

function identity(
  { rule }: CompiledRule,
  resource: EvaluatedResource,
): Pick<Evaluation, "rule_id" | "severity" | "resource" | "fingerprint"> {
  const { provider, account, region, type, id } = resource;
  return {
    rule_id: rule.id,
    severity: rule.severity,
    resource,
    fingerprint: fingerprint({
      firstRuleId: rule.first_id ?? rule.id,
      provider,
      account,
      region,
      id: id ?? `unread ${type}`,
    }),
  };
}

function resourceOf({ provider, account, region, type, id, name }: ResourceDocument): EvaluatedResource {
  return { provider, account, region, type, id, name };
}

/** The party of what was not read is not known. */
function nobody({ rule, type }: CompiledRule): EvaluatedResponsibility {
  return {
    party: null,
    layer: rule.layer,
    service_model: null,
    claim: rule.responsibility,
    assumed: false,
    decided_by: { path: null, value: type, step: "not read", why: "nothing was read that could decide", sources: [] },
  };
}
