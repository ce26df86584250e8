import type { CarriedExemption } from "../../src/model/exemption.ts";
import type { Evaluation, Evidence, RunRule } from "../../src/model/run.ts";
import type { Outcome } from "../../src/model/words.ts";
import { ACCOUNT } from "./sample-rules.ts";

export interface Pair {
  rule: RunRule;
  outcome: Outcome;
  id: string | null;
  name: string;
  account?: string;
  region?: string;
  type?: string;
  provider?: string;
  party?: Evaluation["responsibility"]["party"];
  reason?: Evaluation["reason"];
  evidence?: Evidence[];
  exemption?: CarriedExemption;
  accepted?: string;
}

const REASONS: Record<Outcome, Evaluation["reason"]> = {
  pass: "expectation_met",
  fail: "expectation_not_met",
  not_applicable: "condition_not_met",
  inherited: "provider_side",
  manual: "needs_person",
  unknown: "expectation_unknown",
};

export function evaluation(pair: Pair, index: number): Evaluation {
  const { rule, outcome, id, name, evidence = [] } = pair;
  const party = pair.party === undefined ? "customer" : pair.party;
  return {
    rule_id: rule.id,
    outcome,
    reason: pair.reason ?? REASONS[outcome],
    severity: rule.severity,
    resource: {
      provider: pair.provider ?? "aws",
      account: pair.account ?? ACCOUNT,
      region: pair.region ?? "eu-west-1",
      type: pair.type ?? "AWS::S3::Bucket",
      id,
      name,
    },
    responsibility: {
      party,
      layer: rule.layer,
      service_model: "iaas",
      claim: "customer",
      assumed: false,
      decided_by: {
        path: null,
        value: "AWS::S3::Bucket",
        step: "profile object-store",
        why: "the customer sets it",
        sources: ["aws-shared-responsibility"],
      },
    },
    owner: { id: "unassigned", because: "no owners file was given", unit: null },
    ...(outcome === "inherited" || outcome === "manual" ? { attestation: { id: null, state: "missing" } } : {}),
    evidence,
    fingerprint: `f${String(index).padStart(3, "0")}`,
    facts_digest: outcome === "fail" ? `d${index}` : null,
    ...(pair.exemption && { exemption: pair.exemption }),
    ...(pair.accepted !== undefined && { accepted_blind_spot: pair.accepted }),
  };
}
