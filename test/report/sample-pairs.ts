import type { CarriedExemption, RunExemption } from "../../src/model/exemption.ts";
import type { Evidence } from "../../src/model/run.ts";
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
import type { Pair } from "./sample-evaluation.ts";

export function sshPair(id: string, account: string, position: number): Pair {
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
export const EXEMPTIONS: RunExemption[] = [
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

export const PAIRS: Pair[] = [
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
