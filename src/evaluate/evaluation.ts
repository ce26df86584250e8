import type { Owner } from "../model/owner.ts";
import type { BlindSpot, ResourceDocument } from "../model/resource.ts";
import type { Responsibility } from "../model/responsibility.ts";
import type { Rule } from "../model/rule.ts";
import type { EvaluatedResource, EvaluatedResponsibility, Evaluation, Evidence, OutcomeReason } from "../model/run.ts";
import { ORGANIZATION } from "../model/run.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Explained } from "./outcome.ts";
import type { Writable } from "./language/node.ts";
import type { Pair } from "./pair.ts";
import { createRecentFacts, type DecidingFacts } from "./recent-facts.ts";

/** The complete evaluation of a decided pair, with the facts that decided it. */
export function evaluationOf(
  { rule: compiled, top: { view }, answerer: responsibility, owner }: Pair,
  { decision: { outcome, reason }, evidence }: Explained,
): Evaluation {
  const resource = (view.judged ??= resourceOf(view.document));
  const facts = factsOf(compiled, evidence, outcome === "fail");
  return {
    rule_id: compiled.rule.id,
    severity: compiled.rule.severity,
    resource,
    fingerprint: fingerprintOf(compiled, resource),
    outcome,
    reason,
    responsibility: responsibilityOf(compiled, responsibility),
    owner,
    evidence: facts.evidence,
    facts_digest: facts.facts_digest,
  };
}

const recent = new WeakMap<CompiledRule, ReturnType<typeof createRecentFacts>>();

function factsOf(compiled: CompiledRule, evidence: readonly Evidence[], failed: boolean): DecidingFacts {
  let ofRule = recent.get(compiled);
  if (!ofRule) recent.set(compiled, (ofRule = createRecentFacts()));
  return ofRule(evidence, failed);
}

/** Keyed by the resolver's answer, which most documents of a type share, and by the rule. */
const evaluated = new WeakMap<Responsibility, Map<CompiledRule, EvaluatedResponsibility>>();

function responsibilityOf(compiled: CompiledRule, answer: Responsibility): EvaluatedResponsibility {
  let byRule = evaluated.get(answer);
  if (!byRule) evaluated.set(answer, (byRule = new Map()));
  const known = byRule.get(compiled);
  if (known) return known;
  const { party, service_model, assumed, decided_by } = answer;
  const { layer, responsibility: claim } = compiled.rule;
  const made = { party, layer, service_model, claim, assumed, decided_by };
  byRule.set(compiled, made);
  return made;
}

/** The evaluation of a document that is there but cannot be judged, for example because it is too old. */
export function unreadableEvaluation(
  compiled: CompiledRule,
  document: ResourceDocument,
  reason: OutcomeReason,
  seen: string,
  owner: Owner,
): Evaluation {
  const fact: Evidence = {
    path: ".",
    seen,
    state: "unread",
    wanted: "a document that can be judged",
    ...(document.source === undefined ? {} : { call: document.source }),
    ...(document.confirmed_at === undefined ? {} : { at: document.confirmed_at }),
  };
  return unknownEvaluation(compiled, resourceOf(document), reason, owner, [fact]);
}

/** The evaluation that stands for everything a blind spot hides from one rule. */
export function placeholderEvaluation(compiled: CompiledRule, spot: BlindSpot, owner: Owner): Evaluation {
  let hidden = hiddenBy.get(spot);
  if (!hidden) hiddenBy.set(spot, (hidden = { evidence: [spotFact(spot)], resources: new Map() }));
  let resource = hidden.resources.get(compiled.type);
  if (!resource)
    hidden.resources.set(compiled.type, (resource = { ...placeOf(spot), type: compiled.type, id: null, name: "" }));
  return unknownEvaluation(compiled, resource, "blind_spot", owner, hidden.evidence);
}

/** What all placeholders of a blind spot share: an account that could not be read yields one for each rule. */
const hiddenBy = new WeakMap<
  BlindSpot,
  { readonly evidence: readonly Evidence[]; readonly resources: Map<string, EvaluatedResource> }
>();

function spotFact(spot: BlindSpot): Evidence {
  return {
    path: ".",
    seen: [spot.code, spot.message].filter(Boolean).join(": "),
    state: "unread",
    wanted: "a document that can be judged",
    ...(spot.call === undefined ? {} : { call: spot.call }),
  };
}

/** The evaluation of a duty of the organisation, which a person's evidence decides, not a document. */
export function organizationEvaluation(rule: Rule, owner: Owner): Evaluation {
  const resource = { ...ORGANIZATION, region: "global", id: "organization", name: "the organisation" };
  const why = "no resource carries this duty, so no API shows it";
  return {
    rule_id: rule.id,
    severity: rule.severity,
    resource,
    fingerprint: fingerprintOf({ rule }, resource),
    outcome: "manual",
    reason: "needs_person",
    responsibility: {
      party: rule.responsibility,
      layer: rule.layer,
      service_model: null,
      claim: rule.responsibility,
      assumed: false,
      decided_by: { path: null, value: ORGANIZATION.type, step: "duty of the organisation", why, sources: [] },
    },
    owner,
    evidence: [],
    facts_digest: null,
  };
}

/** Where a blind spot lies; `*` stands for all. */
export function placeOf({ provider, account = "*", region = "*" }: BlindSpot): {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
} {
  return { provider, account, region };
}

/**
 * The evaluation of something that was not read. Written out in full, because an object made by spreading another gets
 * its own hidden class, much larger than the object.
 */
function unknownEvaluation(
  compiled: CompiledRule,
  resource: EvaluatedResource,
  reason: OutcomeReason,
  owner: Owner,
  evidence: readonly Evidence[],
): Evaluation {
  return {
    rule_id: compiled.id,
    severity: compiled.rule.severity,
    resource,
    fingerprint: fingerprintOf(compiled, resource),
    outcome: "unknown",
    reason,
    responsibility: nobody(compiled),
    owner,
    evidence,
    facts_digest: null,
  };
}

function fingerprintOf(
  { rule }: Pick<CompiledRule, "rule">,
  { provider, account, region, type, id }: EvaluatedResource,
): string {
  const firstRuleId = rule.first_id ?? rule.id;
  return fingerprint({ firstRuleId, provider, account, region, id: id ?? `unread ${type}` });
}

function resourceOf(document: ResourceDocument): EvaluatedResource {
  const { provider, account, region, type, id, name, source, confirmed_at: at } = document;
  const resource: Writable<EvaluatedResource> = { provider, account, region, type, id, name };
  if (source !== undefined) resource.source = source;
  if (at !== undefined) resource.confirmed_at = at;
  return resource;
}

/** The responsibility for something that was not read: no party is known. It is the same for every use of a rule. */
function nobody(compiled: CompiledRule): EvaluatedResponsibility {
  const known = nobodys.get(compiled);
  if (known) return known;
  const { rule, type } = compiled;
  const made: EvaluatedResponsibility = {
    party: null,
    layer: rule.layer,
    service_model: null,
    claim: rule.responsibility,
    assumed: false,
    decided_by: { path: null, value: type, step: "not read", why: "nothing was read that could decide", sources: [] },
  };
  nobodys.set(compiled, made);
  return made;
}

const nobodys = new WeakMap<CompiledRule, EvaluatedResponsibility>();
