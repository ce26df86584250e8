import { beforeAll, describe, expect, it } from "vitest";
import { isNeededIn } from "../../src/collect/aws/facts/needed-facts.ts";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Effect, Fault } from "../loopback-aws/faults.ts";
import { iamAction } from "../loopback-aws/iam-action.ts";
import { resolveBelowLocalhost } from "./below-localhost.ts";
import { LASTING, PASSING } from "./call-faults.ts";
import { ACCOUNT } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { directDocuments, rules, scanEstate } from "./scan-direct.ts";
import { library } from "../shipped.ts";

beforeAll(resolveBelowLocalhost);

const REGION = "eu-west-1";
const documents = await directDocuments();

/** Of each protocol one that lists, and those that leave an empty list out. */
const LISTINGS = [
  { service: "ec2", operation: "DescribeVolumes", type: "AWS::EC2::Volume" },
  { service: "rds", operation: "DescribeDBSnapshots", type: "AWS::RDS::DBSnapshot" },
  { service: "iam", operation: "GetAccountAuthorizationDetails", type: "AWS::IAM::Role" },
  { service: "kms", operation: "ListKeys", type: "AWS::KMS::Key" },
  { service: "sqs", operation: "ListQueues", type: "AWS::SQS::Queue" },
  { service: "lambda", operation: "ListFunctions", type: "AWS::Lambda::Function" },
  { service: "s3", operation: "ListBuckets", type: "AWS::S3::Bucket" },
  { service: "cloudfront", operation: "ListDistributions", type: "AWS::CloudFront::Distribution" },
] as const;

/** What is asked for each thing again, and what it fills. */
const CHILDREN = [
  { service: "s3", operation: "GetBucketLogging", type: "AWS::S3::Bucket", part: "BucketLoggingConfiguration" },
  { service: "s3", operation: "GetBucketPolicy", type: "AWS::S3::Bucket", part: "BucketPolicy" },
  { service: "s3", operation: "GetBucketVersioning", type: "AWS::S3::Bucket", part: "BucketVersioningConfiguration" },
  { service: "kms", operation: "GetKeyPolicy", type: "AWS::KMS::Key", part: "Policy" },
  { service: "kms", operation: "GetKeyRotationStatus", type: "AWS::KMS::Key", part: "KeyRotationStatus" },
  { service: "lambda", operation: "GetPolicy", type: "AWS::Lambda::Function", part: "Policy" },
  {
    service: "rds",
    operation: "DescribeDBSnapshotAttributes",
    type: "AWS::RDS::DBSnapshot",
    part: "DBSnapshotAttributes",
  },
  {
    service: "elasticloadbalancing",
    operation: "DescribeLoadBalancerAttributes",
    type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    part: "LoadBalancerAttributes",
  },
] as const;

/** Of each thing of the type so many that are alike but for what they are called. */
const TIMES = 3;

function alike(type: string, part?: string): ResourceDocument[] {
  const told = documents.filter((one) => one.type === type && (part === undefined || tells(one, part)));
  return told.slice(0, 2).flatMap(copiesOf);
}

function tells({ supplementaryConfiguration: parts }: ResourceDocument, part: string): boolean {
  return Object.hasOwn(Object(parts), part);
}

function copiesOf(one: ResourceDocument): ResourceDocument[] {
  const { name, region, resourceId = "" } = one as ResourceDocument & { readonly resourceId?: string };
  const names = [name, resourceId].filter((text) => typeof text === "string" && text !== "");
  const whole = names.filter((text) => !names.some((other) => other !== text && text!.includes(other!)));
  return Array.from({ length: TIMES }, (_, n) => {
    const renamed = [...new Set(whole)].reduce(
      (text, word) => text.replaceAll(word!, `${word}-${n}`),
      JSON.stringify(one),
    );
    const placed = JSON.parse(renamed.replaceAll(`:${region}:`, `:${REGION}:`)) as ResourceDocument;
    return { ...placed, region: region === "global" ? region : REGION };
  });
}

const readBy = new Map(rules.map((rule) => [rule, neededTypes([rule], library, "aws").paths]));

/** Rules that things of the type answer by themselves. */
function rulesOn(type: string): Rule[] {
  return rules.filter(
    (rule) => rule.resource.includes(type) && [...readBy.get(rule)!.keys()].every((one) => one === type),
  );
}

interface Scan {
  readonly type: string;
  readonly part?: string;
  readonly faults?: readonly Fault[];
  readonly limits?: object;
}

function scan({ type, part, faults = [], limits: more }: Scan): ReturnType<typeof scanEstate> {
  const only = rulesOn(type);
  const estate = { documents: alike(type, part), pageSize: 2, faults };
  // A limit on time only where it is to be met, and that long enough for a machine that is busy with other work.
  const deadline = faults.some(({ fault }) => fault === "slow") && { deadline: 2_000 };
  const limits = { throttledAttempts: 3, ...deadline, ...more };
  return scanEstate({ only, estate, options: { regions: [REGION], limits } });
}

const wholes = new Map<string, ReturnType<typeof scan>>();

/** What is said of the type where nothing goes wrong. */
function wholeOf(type: string, part?: string): ReturnType<typeof scan> {
  const key = `${type} ${part}`;
  const whole = wholes.get(key) ?? scan({ type, ...(part !== undefined && { part }) });
  wholes.set(key, whole);
  return whole;
}

/** Waiting for nothing costs its time, and is the same for every service. */
function inTime<Row extends { readonly effect: Effect }>(all: readonly Row[], waits: boolean): Row[] {
  return all.filter(({ effect }) => waits || effect.fault !== "slow");
}

const GOES_ON = { failedAttempts: 2 };

/** Facts that the same call gives of other things. */
function factsBy(action: string, type: string): string[] {
  const fields = Object.entries(library.fields[type]!.fields);
  return fields.filter(([place, { call }]) => place.startsWith("@") && call === action).map(([place]) => place);
}

function exitOf({ run }: Scanned): number {
  return run.summary.fail > 0 ? 1 : 3;
}

describe.each(LISTINGS)("$service $operation", ({ service, operation, type }) => {
  const waits = operation === LISTINGS[0].operation;
  const action = iamAction({ service, operation });

  it.each(inTime(LASTING, waits))("$name: the type is blind, its rules unknown", async ({ effect, said }) => {
    const scanned = await scan({ type, faults: [{ service, operation, ...effect }] });
    const hole = { types: [type], call: action, ...said };
    expect(scanned.blindSpots).toEqual([expect.objectContaining(hole)]);
    expect(scanned.reads).toEqual([]);
    const unknown = scanned.run.evaluations.filter(({ outcome }) => outcome === "unknown");
    expect(new Set(unknown.map(({ rule_id: id }) => id))).toEqual(new Set(rulesOn(type).map(({ id }) => id)));
    expect(scanned.exit).toBe(exitOf(scanned));
  });

  it.each(inTime(PASSING, waits))("goes on after $name", async ({ effect }) => {
    const scanned = await scan({ type, faults: [{ service, operation, ...effect }], limits: GOES_ON });
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.resources).toHaveLength(alike(type).length);
    expect(scanned.reads.map((read) => read.type)).toEqual([type]);
  });
});

describe.each(CHILDREN)("$service $operation of each thing", ({ service, operation, type, part }) => {
  const waits = operation === CHILDREN[0].operation;
  const action = iamAction({ service, operation });
  const path = `supplementaryConfiguration.${part}`;
  const told = [path, ...factsBy(action, type)];
  const reads = new Set(
    rulesOn(type)
      .filter((rule) => told.some((place) => isNeededIn(readBy.get(rule)!, type, place)))
      .map(({ id }) => id),
  );

  it.each(inTime(LASTING, waits).filter(({ ofPages }) => ofPages !== true))(
    "$name: what it tells is unread, and what hangs on nothing else is unknown",
    async ({ effect, said }) => {
      const whole = await wholeOf(type, part);
      const scanned = await scan({ type, part, faults: [{ service, operation, ...effect }] });
      expect(scanned.blindSpots).toEqual([]);
      expect(scanned.reads.map((read) => read.type)).toEqual([type]);
      const unread = scanned.resources.map((one) => one.unread?.filter((hole) => hole.path === path));
      expect(unread).toEqual(alike(type, part).map(() => [expect.objectContaining({ call: action, ...said })]));
      const before = new Set(whole.run.evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`));
      const moved = scanned.run.evaluations.filter((one) => !before.has(`${one.fingerprint} ${one.outcome}`));
      expect(new Set(moved.map(({ outcome }) => outcome))).toEqual(new Set(["unknown"]));
      expect(moved.filter(({ rule_id: id }) => !reads.has(id))).toEqual([]);
      expect(scanned.exit).toBe(exitOf(scanned));
    },
  );

  it("of one thing: that one alone", async () => {
    const scanned = await scan({ type, part, faults: [{ service, operation, fault: "access_denied", nth: 2 }] });
    const holes = scanned.resources.flatMap((one) => one.unread?.filter((hole) => hole.path === path) ?? []);
    expect(holes).toMatchObject([{ call: action, reason: "access_denied" }]);
  });

  it.each(inTime(PASSING, waits))("goes on after $name", async ({ effect }) => {
    const scanned = await scan({ type, part, faults: [{ service, operation, ...effect }], limits: GOES_ON });
    expect(scanned.resources.flatMap((one) => one.unread?.filter((hole) => hole.path === path) ?? [])).toEqual([]);
    expect(scanned.blindSpots).toEqual([]);
  });
});

describe.each([
  { service: "cloudfront", operation: "GetDistribution", type: "AWS::CloudFront::Distribution" },
  { service: "dynamodb", operation: "DescribeTable", type: "AWS::DynamoDB::Table" },
  { service: "ecs", operation: "DescribeTaskDefinition", type: "AWS::ECS::TaskDefinition" },
  { service: "eks", operation: "DescribeCluster", type: "AWS::EKS::Cluster" },
  { service: "kms", operation: "DescribeKey", type: "AWS::KMS::Key" },
  { service: "sns", operation: "GetTopicAttributes", type: "AWS::SNS::Topic" },
  { service: "sqs", operation: "GetQueueAttributes", type: "AWS::SQS::Queue" },
])("$service $operation refused of one thing", ({ service, operation, type }) => {
  it("that one is known by its name, its rules are unknown, and all others are judged", async () => {
    const whole = await wholeOf(type);
    const scanned = await scan({ type, faults: [{ service, operation, fault: "access_denied", nth: 2 }] });
    const ids = (all: Scanned): string[] => all.resources.map(({ id }) => id).toSorted();
    expect(ids(scanned)).toEqual(ids(whole));
    expect([scanned.blindSpots, scanned.reads.map((read) => read.type)]).toEqual([[], [type]]);
    const bare = scanned.resources.filter(({ configuration }) => configuration === undefined);
    expect(bare.map(({ unread }) => unread?.[0])).toMatchObject([
      { path: "configuration", reason: "access_denied", call: `${service}:${operation}` },
    ]);
    const before = new Map(whole.run.evaluations.map(({ fingerprint, outcome }) => [fingerprint, outcome]));
    for (const { fingerprint, outcome, resource } of scanned.run.evaluations)
      if (resource.id === bare[0]!.id) expect(["unknown", before.get(fingerprint)]).toContain(outcome);
      else expect(outcome).toBe(before.get(fingerprint));
  });
});

describe("credentials that ran out", () => {
  it.each([...LISTINGS, ...CHILDREN])(
    "$service $operation: nothing is judged",
    async ({ service, operation, type }) => {
      const scanned = scan({ type, faults: [{ service, operation, fault: "expired_token" }] });
      await expect(scanned).rejects.toMatchObject({ diagnostics: [{ code: "aws-credentials-expired" }] });
    },
  );
});

describe("a bucket of calls that fills slowly", () => {
  it("is learned, and nothing is lost", async () => {
    const type = "AWS::KMS::Key";
    let now = 0;
    const clock = { now: () => now, sleep: async (milliseconds: number) => void (now += milliseconds) };
    const faults: Fault[] = [{ service: "kms", fault: "token_bucket", rate: 5, burst: 2 }];
    const estate = { documents: alike(type), faults, clock: () => now };
    const scanned = await scanEstate({ only: rulesOn(type), estate, options: { regions: [REGION], clock } });
    expect(scanned.aws.calls.some(({ outcome }) => outcome === "ThrottlingException")).toBe(true);
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.resources).toHaveLength(alike(type).length);
    expect(
      scanned.resources.flatMap(({ unread = [] }) => unread).filter(({ reason }) => reason === "throttled"),
    ).toEqual([]);
  });
});

describe("a refusal of one place", () => {
  const OTHER = "444455556666";
  const type = "AWS::EC2::Volume";
  const both = [ACCOUNT, OTHER].flatMap((account) =>
    alike(type).map((one) => JSON.parse(JSON.stringify(one).replaceAll(ACCOUNT, account)) as ResourceDocument),
  );
  const call = { service: "ec2", operation: "DescribeVolumes", fault: "access_denied" } as const;

  it.each([
    ["account", { account: OTHER }, [`${OTHER} eu-west-1`, `${OTHER} us-east-1`]],
    ["region", { region: "us-east-1" }, [`${ACCOUNT} us-east-1`, `${OTHER} us-east-1`]],
    ["account and region", { account: OTHER, region: "us-east-1" }, [`${OTHER} us-east-1`]],
  ])("%s: that one is blind, and all others are read", async (_, match, blind) => {
    const regions = ["eu-west-1", "us-east-1"];
    const reach = { ...OWN_ACCOUNT, accounts: [ACCOUNT, OTHER], role: { name: "demarc-read", sessionName: "demarc" } };
    const estate = { documents: both, faults: [{ ...call, ...match }] };
    const scanned = await scanEstate({ only: rulesOn(type), estate, options: { regions, reach } });
    const places = (all: readonly { account?: string; region?: string }[]): string[] =>
      all.map(({ account, region }) => `${account} ${region}`).toSorted();
    expect(places(scanned.blindSpots)).toEqual(blind);
    const all = [ACCOUNT, OTHER].flatMap((account) => regions.map((region) => `${account} ${region}`));
    expect(places(scanned.reads)).toEqual(all.filter((place) => !blind.includes(place)));
  });
});
