import type { CarriedExemption, RunExemption } from "../../src/model/exemption.ts";
import type { BlindSpot } from "../../src/model/resource.ts";
import type { Evaluation, Evidence, OutcomeCounts, Run, RunRule, RunSummary } from "../../src/model/run.ts";
import { LAYERS, OUTCOMES, type Outcome, PARTIES, SEVERITIES } from "../../src/model/words.ts";

/** What a hostile tag, name or description may hold: escapes, bidi, new lines, markup, a prototype key's name. */
export const HOSTILE =
  "evil\u001b[2J\u001b]8;;https://example.invalid\u0007\u009b31m\u202Etxt.exe\n::error::x\r\u0000</script>|`\ud800";

const ACCOUNT = "111122223333";
const OTHER_ACCOUNT = "444455556666";
const SUBSCRIPTION = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";

function rule(
  fields: Partial<RunRule> & Pick<RunRule, "id" | "title" | "failure_title" | "severity" | "layer">,
): RunRule {
  return {
    status: "stable",
    types: ["AWS::S3::Bucket"],
    owner_role: null,
    consulted: [],
    question: `${fields.title}?`,
    why: "Because what is open to everybody is read by somebody.",
    fix: { summary: "Close it, and let in by name whoever needs it.", effort: "low" },
    manual: null,
    controls: { "nist-800-53-r5": ["AC-3"] },
    references: ["https://example.invalid/doc"],
    ...fields,
  };
}

const SSH = rule({
  id: "aws-ec2-security-group-ssh-closed-to-world",
  title: "Security group does not open SSH to the world",
  failure_title: "Security group opens SSH to the world",
  severity: "high",
  layer: "network-controls",
  fix: {
    summary: "Limit port 22 to known addresses, or close it and use a session manager.",
    effort: "low",
    cli: "aws ec2 revoke-security-group-ingress --group-id sg-1",
  },
});
const PUBLIC_BUCKET = rule({
  id: "aws-s3-bucket-public-access-blocked",
  title: "Bucket blocks public access",
  failure_title: "Bucket does not block public access",
  severity: "critical",
  layer: "service-config",
});
const STORAGE_TLS = rule({
  id: "azure-storage-account-tls-current",
  title: "Storage account asks for current TLS",
  failure_title: "Storage account accepts outdated TLS",
  severity: "medium",
  layer: "encryption",
});
const NAMES = rule({
  id: "aws-s3-bucket-names-odd",
  title: "Bucket has a plain name",
  failure_title: `Bucket is called ${HOSTILE}`,
  severity: "info",
  status: "experimental",
  layer: "data",
  fix: null,
});
const PATCHES = rule({
  id: "aws-ec2-instance-patched",
  title: "Instance has its patches",
  failure_title: "Instance lacks patches",
  severity: "high",
  layer: "os",
});
const DRILL = rule({
  id: "org-restore-drill-held",
  title: "A restore is tried every year",
  failure_title: "No restore was tried this year",
  severity: "low",
  layer: "resilience",
  fix: null,
  manual: { question: "When was a restore last tried?", evidence: ["minutes of the drill"] },
});

interface Pair {
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

function evaluation(pair: Pair, index: number): Evaluation {
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

function sshPair(id: string, account: string, position: number): Pair {
  const evidence: Evidence = {
    path: `configuration.ipPermissions[${position}].ipRanges`,
    seen: "0.0.0.0/0",
    state: "value",
    wanted: "port 22 closed to the internet",
    call: "config:SelectResourceConfig",
    at: "2026-11-20T08:00:00Z",
  };
  const arn = `arn:aws:ec2:eu-west-1:${account}:security-group/${id}`;
  return {
    rule: SSH,
    outcome: "fail",
    id: arn,
    name: id,
    account,
    type: "AWS::EC2::SecurityGroup",
    evidence: [evidence],
  };
}

const STORAGE_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/payments-production-westeurope/providers/microsoft.storage/storageAccounts/`;

function storagePair(name: string, outcome: Outcome, evidence: Evidence[]): Pair {
  return {
    rule: STORAGE_TLS,
    outcome,
    id: STORAGE_ID + name,
    name,
    provider: "azure",
    account: SUBSCRIPTION,
    region: "westeurope",
    type: "microsoft.storage/storageaccounts",
    party: "shared",
    evidence,
  };
}

function granted(fields: Partial<RunExemption> & Pick<RunExemption, "id" | "kind" | "rule" | "match">): RunExemption {
  return {
    reason: `It is meant so ${HOSTILE}`,
    approved_by: "security@harbourfinch.example",
    until: "2027-03-31",
    state: "live",
    matched: 1,
    facts_changed: 0,
    unused: false,
    over_broad: false,
    ...fields,
  };
}

function carried({ id, kind, reason, approved_by, until }: RunExemption): CarriedExemption {
  if (kind === "accepted_blind_spot") throw new Error("no finding carries a blind spot");
  return { id, kind, reason, approved_by, until, facts_changed: false };
}

const BASTION = granted({
  id: "bastion",
  kind: "accepted_risk",
  rule: SSH.id,
  match: { id: `arn:aws:ec2:eu-west-1:${ACCOUNT}:security-group/sg-0a12` },
  state: "expiring",
  until: "2026-11-30",
  facts_changed: 1,
});
const ARCHIVE = granted({
  id: "archive-speaks-no-tls",
  kind: "false_positive",
  rule: STORAGE_TLS.id,
  match: { account: SUBSCRIPTION, id: "*/paymentsarchive" },
});
const EXEMPTIONS: RunExemption[] = [
  ARCHIVE,
  BASTION,
  granted({
    id: "invoices-move",
    kind: "planned",
    rule: PUBLIC_BUCKET.id,
    match: { account: ACCOUNT },
    state: "expired",
    until: "2026-06-30",
  }),
  granted({
    id: "forgotten",
    kind: "compensating_control",
    rule: PATCHES.id,
    match: { id: "*" },
    matched: 0,
    unused: true,
    over_broad: true,
  }),
  granted({
    id: "us-east-1-is-empty",
    kind: "accepted_blind_spot",
    rule: null,
    match: { account: OTHER_ACCOUNT, region: "us-east-1", type: "AWS::EC2::SecurityGroup" },
  }),
];

const PAIRS: Pair[] = [
  sshPair("sg-0a11", ACCOUNT, 0),
  { ...sshPair("sg-0a12", ACCOUNT, 1), exemption: { ...carried(BASTION), facts_changed: true } },
  sshPair("sg-0b21", OTHER_ACCOUNT, 0),
  {
    rule: PUBLIC_BUCKET,
    outcome: "fail",
    id: "arn:aws:s3:::invoices",
    name: "invoices",
    evidence: [
      {
        path: "supplementaryConfiguration.PublicAccessBlockConfiguration.blockPublicAcls",
        seen: null,
        state: "absent",
        wanted: "equal to true",
        because: "absent counts as fail",
      },
      {
        path: "configuration.blockPublicAcls",
        seen: false,
        state: "value",
        wanted: "equal to true",
        resource: `AWS::::Account ${ACCOUNT}`,
      },
    ],
  },
  { rule: PUBLIC_BUCKET, outcome: "pass", id: "arn:aws:s3:::logs", name: "logs" },
  {
    rule: PUBLIC_BUCKET,
    outcome: "unknown",
    id: "arn:aws:s3:::backup",
    name: "backup",
    evidence: [
      {
        path: "supplementaryConfiguration.PublicAccessBlockConfiguration",
        seen: "s3:GetPublicAccessBlock AccessDenied",
        state: "unread",
        wanted: "equal to true",
      },
    ],
  },
  {
    rule: NAMES,
    outcome: "fail",
    id: `arn:aws:s3:::${HOSTILE}`,
    name: HOSTILE,
    evidence: [
      {
        path: `tags["${HOSTILE}"]`,
        seen: { ["__proto__"]: HOSTILE, b: 1, a: [HOSTILE] },
        state: "value",
        wanted: "plain",
      },
    ],
  },
  {
    ...storagePair("paymentsarchive", "fail", [
      {
        path: "properties.minimumTlsVersion",
        seen: "TLS1_0",
        state: "value",
        wanted: "TLS at least 1.2",
        because: "default of the cloud",
      },
    ]),
    exemption: carried(ARCHIVE),
  },
  storagePair("paymentscurrent", "pass", []),
  { ...storagePair("paymentsstale", "unknown", []), reason: "stale" },
  {
    rule: PATCHES,
    outcome: "inherited",
    id: `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/shop`,
    name: "shop",
    type: "AWS::ECS::Service",
    party: "provider",
  },
  {
    rule: PATCHES,
    outcome: "unknown",
    id: null,
    name: "AWS::EC2::Instance",
    account: OTHER_ACCOUNT,
    region: "us-east-1",
    type: "AWS::EC2::Instance",
    reason: "blind_spot",
    party: null,
  },
  {
    rule: SSH,
    outcome: "unknown",
    id: null,
    name: "AWS::EC2::SecurityGroup",
    account: OTHER_ACCOUNT,
    region: "us-east-1",
    type: "AWS::EC2::SecurityGroup",
    reason: "blind_spot",
    party: null,
    accepted: "us-east-1-is-empty",
  },
  {
    rule: PATCHES,
    outcome: "not_applicable",
    id: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
    name: "i-1",
    party: null,
  },
  { rule: DRILL, outcome: "manual", id: ACCOUNT, name: ACCOUNT, region: "global", type: "AWS::::Account" },
];

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
