import type { BaselineState } from "../../model/exemption.ts";
import type { Evaluation, RunRule } from "../../model/run.ts";
import { canonical } from "../canonical.ts";
import { exemptionSentence, factsSentence, resourceLabel } from "../listed.ts";
import { syntheticPath } from "../synthetic-path.ts";
import { plain } from "./descriptor.ts";
import { KINDS, LEVELS } from "./levels.ts";

const BASELINE_WORDS: Readonly<Record<BaselineState, string>> = {
  new: "new",
  worsened: "updated",
  known: "unchanged",
};

/** An evaluation as SARIF's `result`, at a place that code scanning can show. */
export function resultOf(one: Evaluation, rule: RunRule | undefined, ruleIndex: number): object {
  const { rule_id, outcome, severity, fingerprint, facts_digest, responsibility, owner, exemption, baseline } = one;
  const title = outcome === "fail" ? rule?.failure_title : rule?.title;
  return {
    ruleId: rule_id,
    ruleIndex,
    kind: KINDS[outcome],
    level: outcome === "fail" ? LEVELS[severity] : "none",
    message: { text: plain(`${title ?? rule_id}: ${resourceLabel(one)}: ${factsSentence(one)}`) },
    locations: [locationOf(one)],
    // GitHub follows an alert by the first; the second says what it is and how it was made.
    partialFingerprints: { primaryLocationLineHash: fingerprint, "demarc/v1": fingerprint },
    ...(baseline && { baselineState: BASELINE_WORDS[baseline] }),
    ...(exemption && {
      suppressions: [{ kind: "external", status: "accepted", justification: plain(exemptionSentence(one)) }],
    }),
    properties: canonical({
      outcome,
      reason: one.reason,
      party: responsibility.party,
      layer: responsibility.layer,
      owner: owner.id,
      owner_unit: owner.unit,
      owner_because: owner.because,
      facts_digest,
      exemption,
    }),
  };
}

function locationOf({ resource }: Evaluation): object {
  const { id, name, type } = resource;
  const { path, label } = { path: syntheticPath(resource), label: plain(name || type) };
  return {
    physicalLocation: { artifactLocation: { uri: path }, region: { startLine: 1 } },
    logicalLocations: [{ name: label, fullyQualifiedName: plain(id ?? path), kind: "resource" }],
  };
}
