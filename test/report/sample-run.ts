import type { RunExemption } from "../../src/model/exemption.ts";
import type { BlindSpot } from "../../src/model/resource.ts";
import type { Evaluation, OutcomeCounts, Run, RunRule, RunSummary } from "../../src/model/run.ts";
import { LAYERS, OUTCOMES, PARTIES, SEVERITIES } from "../../src/model/words.ts";
import type { Outcome } from "../../src/model/words.ts";
import {
  HOSTILE,
  ACCOUNT,
  OTHER_ACCOUNT,
  SUBSCRIPTION,
  SSH,
  PUBLIC_BUCKET,
  STORAGE_TLS,
  NAMES,
  PATCHES,
  DRILL,
} from "./sample-rules.ts";
import { evaluation } from "./sample-evaluation.ts";
import { sshPair, EXEMPTIONS, PAIRS } from "./sample-pairs.ts";

const BLIND_SPOTS: BlindSpot[] = [
  {
    provider: "aws",
    account: OTHER_ACCOUNT,
    region: "us-east-1",
    types: ["AWS::EC2::Instance", "AWS::EC2::SecurityGroup"],
    reason: "access_denied",
    call: "config:SelectResourceConfig",
    code: "AccessDeniedException",
    message: `not authorized ${HOSTILE}`,
    help: "grant config:SelectResourceConfig to this role, or leave the region out with --region",
  },
  {
    provider: "azure",
    types: ["*"],
    reason: "not_recognized",
    message: "three documents have no type",
    file: "export.json",
    line: 12,
  },
];

/** A run over these evaluations, with the summary they add up to. */
function runOf(
  rules: RunRule[],
  evaluations: Evaluation[],
  blindSpots: BlindSpot[],
  exemptions: RunExemption[] = [],
): Run {
  return {
    tool: { name: "demarc", version: "0.0.0-sample" },
    scope: { name: "sample estate" },
    as_of: "2026-11-21T00:00:00Z",
    digests: { rules: "0".repeat(64) },
    rules,
    evaluations,
    blind_spots: blindSpots,
    exemptions,
    estate: [],
    parties: [],
    units: [],
    attestations: [],
    summary: summarise(evaluations),
    warnings: [`the tag ${HOSTILE} is odd`],
  };
}

function count(chosen: Evaluation[]): OutcomeCounts {
  const counts = OUTCOMES.map((outcome) => [outcome, chosen.filter((one) => one.outcome === outcome).length]);
  return Object.fromEntries(counts) as Record<Outcome, number>;
}

function summarise(evaluations: Evaluation[]): RunSummary {
  const by = <Key extends string>(keys: readonly Key[], keyOf: (one: Evaluation) => Key): Record<Key, OutcomeCounts> =>
    Object.fromEntries(keys.map((key) => [key, count(evaluations.filter((one) => keyOf(one) === key))])) as Record<
      Key,
      OutcomeCounts
    >;
  const bySeverity = (outcome: Outcome): Record<(typeof SEVERITIES)[number], number> => {
    const counts = by(SEVERITIES, ({ severity }) => severity);
    return Object.fromEntries(SEVERITIES.map((severity) => [severity, counts[severity][outcome]])) as never;
  };
  return {
    ...count(evaluations),
    pairs: evaluations.length,
    resources: new Set(evaluations.flatMap(({ resource }) => resource.id ?? [])).size,
    accounts: { aws: [ACCOUNT, OTHER_ACCOUNT], azure: [SUBSCRIPTION] },
    resources_without_rules: 2,
    skipped: 1,
    age_unknown: 1,
    by_owner: {},
    fail_by_severity: bySeverity("fail"),
    unknown_by_severity: bySeverity("unknown"),
    by_party: by([...PARTIES, "none"], ({ responsibility }) => responsibility.party ?? "none"),
    by_layer: by(LAYERS, ({ responsibility }) => responsibility.layer),
    by_rule: by([...new Set(evaluations.map(({ rule_id }) => rule_id))], ({ rule_id }) => rule_id),
    by_account: Object.fromEntries(
      ["aws", "azure"].map((provider) => {
        const own = evaluations.filter(({ resource }) => resource.provider === provider);
        const accounts = [...new Set(own.map(({ resource }) => resource.account))].toSorted();
        return [
          provider,
          Object.fromEntries(accounts.map((id) => [id, count(own.filter(({ resource }) => resource.account === id))])),
        ];
      }),
    ),
    party_blind: {
      would_fail: count(evaluations).fail + count(evaluations).inherited,
      not_yours: count(evaluations).inherited,
      unread: count(evaluations).unknown,
    },
    exempted: evaluations.filter(({ exemption }) => exemption).length,
    disputed: evaluations.filter(({ exemption }) => exemption?.kind === "false_positive").length,
    unknown_accepted: evaluations.filter(({ accepted_blind_spot: accepted }) => accepted !== undefined).length,
  };
}

/** All six outcomes, both clouds, hostile text. Not in any order on purpose. */
export const SAMPLE: Run = runOf(
  [SSH, NAMES, PUBLIC_BUCKET, STORAGE_TLS, PATCHES, DRILL],
  PAIRS.map(evaluation).toReversed(),
  BLIND_SPOTS,
  EXEMPTIONS,
);

/** Nothing fails, nothing is unknown. */
export const CLEAN: Run = {
  ...runOf(
    [PUBLIC_BUCKET, STORAGE_TLS],
    PAIRS.map(evaluation).filter(({ outcome }) => outcome === "pass"),
    [],
  ),
  warnings: [],
};

/** Nothing was looked at. */
export const EMPTY: Run = { ...runOf([PUBLIC_BUCKET], [], []), warnings: [] };

/** Many findings of many rules: what `SAMPLE` has, fifty times over. */
export const LARGE: Run = runOf(
  Array.from({ length: 50 }, (_, index) => ({ ...SSH, id: `${SSH.id}-${index}` })),
  Array.from({ length: 50 }, (_, index) =>
    ["sg-1", "sg-2", "sg-3"].map((id, position) =>
      evaluation(
        { ...sshPair(id, ACCOUNT, position), rule: { ...SSH, id: `${SSH.id}-${index}` } },
        index * 3 + position,
      ),
    ),
  ).flat(),
  BLIND_SPOTS,
);

/** An evaluation as it is before anybody was asked what is accepted. */
export function bare(evaluation: Evaluation): Evaluation {
  const { exemption, accepted_blind_spot: accepted, ...rest } = evaluation;
  return exemption || accepted ? rest : evaluation;
}
