import { describe, expect, it } from "vitest";
import { openAggregator } from "../../../src/collect/aws/aggregator/sources.ts";
import { listType } from "../../../src/collect/aws/config/fallback.ts";
import { countTypes } from "../../../src/collect/aws/config/plan.ts";
import { selectTypes } from "../../../src/collect/aws/config/select.ts";
import { probe } from "../../../src/collect/aws/config/recorder.ts";
import { DIRECT_TYPES } from "../../../src/collect/aws/direct/registry.ts";
import { openAws, Refused } from "../../../src/collect/aws/facts/aws.ts";
import type { Aws, Listing } from "../../../src/collect/aws/facts/aws.ts";
import { ALL_JOINED_FACTS } from "../../../src/collect/aws/facts/registry.ts";
import type { JsonObject } from "../../../src/inventory/json-text.ts";
import type { SnapshotEntry } from "../../../src/model/resource.ts";
import { volume } from "../../loopback-aws/sample-estate.ts";
import { fakeApi } from "./config/fake-api.ts";

/** An answer in which a key is missing that AWS always writes tells nothing of what it leaves out. */

const ACCOUNT = "111122223333";
type Answers = Readonly<Record<string, JsonObject>>;

function regionOf(answers: Answers): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> {
  const given = async (operation: string): Promise<{ value: JsonObject }> => ({ value: answers[operation]! });
  return { region: "eu-west-1", ask: ({ operation }) => given(operation), call: given };
}

function awsOf(answers: Answers): Aws {
  const clock = { now: () => 0, sleep: async () => {} };
  return openAws({ account: ACCOUNT, apiIn: () => regionOf(answers), clock })("eu-west-1");
}

describe("a fact that is looked up in a listing", () => {
  it.each<[string, string, Answers]>([
    ["@sharing", "AWS::EC2::Snapshot", { DescribeSnapshots: { Snapshots: [{ VolumeId: "vol-1" }] } }],
    [
      "@ssm",
      "AWS::EC2::Instance",
      { DescribeInstanceInformation: { InstanceInformationList: [{ PingStatus: "Online" }] } },
    ],
    ["@backup", "AWS::EC2::Volume", { ListProtectedResources: { Results: [{ ResourceType: "EBS" }] } }],
    ["@certificate", "AWS::RDS::DBInstance", { DescribeDBInstances: { DBInstances: [{ Engine: "mysql" }] } }],
    [
      "@metadata",
      "AWS::IAM::ServerCertificate",
      { ListServerCertificates: { ServerCertificateMetadataList: [{ Path: "/" }] } },
    ],
    [
      "@findings",
      "AWS::GuardDuty::Detector",
      { ListFindings: { FindingIds: ["a", "b"] }, GetFindings: { Findings: [{}] } },
    ],
  ])("%s of %s is unread where one of the list does not say what it is", async (path, type, answers) => {
    const fact = ALL_JOINED_FACTS.find((one) => one.path === path && one.types.includes(type))!;
    await expect(fact.read(awsOf(answers), { ...volume(1), type })).rejects.toBeInstanceOf(Refused);
  });
});

async function listed(type: string, answers: Answers): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of DIRECT_TYPES.get(type)!.list(awsOf(answers))) found.push(...page);
  return found;
}

describe("a service that lists its things", () => {
  const arns = { ListClusters: { clusterArns: ["arn:1", "arn:2"] } };
  const cluster = { clusterArn: "arn:1", clusterName: "one" };

  it.each<[string, string, Answers]>([
    ["the block of the account is none", "AWS::S3::AccountPublicAccessBlock", { GetPublicAccessBlock: {} }],
    ["fewer are described than named", "AWS::ECS::Cluster", { ...arns, DescribeClusters: { clusters: [cluster] } }],
  ])("has not told all where %s", async (_, type, answers) => {
    await expect(listed(type, answers)).rejects.toBeInstanceOf(Refused);
  });

  it("has not told who may restore a snapshot where it tells of no list of them", async () => {
    const [part] = DIRECT_TYPES.get("AWS::RDS::DBSnapshot")!.parts!;
    const answer = (restore: JsonObject): Answers => ({
      DescribeDBSnapshotAttributes: { DBSnapshotAttributesResult: { DBSnapshotAttributes: [restore] } },
    });
    const named = { resourceId: "demo", name: "demo", configuration: {} };
    const nobody = { AttributeName: "restore", AttributeValues: [] };
    expect(await part!.read(awsOf(answer(nobody)), named)).toEqual([{ attributeName: "restore", attributeValues: [] }]);
    expect(await part!.read(awsOf(answer({ AttributeName: "restore" })), named)).toBeUndefined();
  });

  it("has told all where what is lost is said to be gone", async () => {
    const failures = [{ arn: "arn:2", reason: "MISSING" }];
    const answers = { ...arns, DescribeClusters: { clusters: [cluster], failures } };
    expect(await listed("AWS::ECS::Cluster", answers)).toMatchObject([{ arn: "arn:1" }]);
  });

  it("keeps a policy of AWS itself of which it is not said whether anybody has it", async () => {
    const policy = { Arn: "arn:aws:iam::aws:policy/AdministratorAccess", PolicyId: "A", PolicyName: "all" };
    const answer = (more: JsonObject): Answers => ({
      GetAccountAuthorizationDetails: { Policies: [{ ...policy, ...more }] },
    });
    expect(await listed("AWS::IAM::Policy", answer({}))).toHaveLength(1);
    expect(await listed("AWS::IAM::Policy", answer({ AttachmentCount: 1 }))).toHaveLength(1);
    expect(await listed("AWS::IAM::Policy", answer({ AttachmentCount: 0 }))).toEqual([]);
  });
});

describe("AWS Config", () => {
  const VOLUME = "AWS::EC2::Volume";
  const READING = { account: ACCOUNT, place: "eu-west-1", confirmedAt: () => "", always: new Map(), now: () => "" };
  const FOREIGN = { reason: "service_error", code: "ForeignAnswer" };

  it.each([[{ count: 2 }], [{ resourceType: VOLUME }], ["a text"]])(
    "has not counted what there is where it says %j of a type",
    async (row) => {
      const api = fakeApi((operation) =>
        operation.startsWith("Select") ? { Results: [] } : { resourceCounts: [row] },
      );
      expect(await countTypes(api)).toMatchObject({ discovered: FOREIGN });
    },
  );

  it("has not named all of a type where one has no id", async () => {
    const api = fakeApi((operation) =>
      operation.startsWith("List")
        ? { resourceIdentifiers: [{ resourceType: VOLUME }] }
        : { baseConfigurationItems: [] },
    );
    const entries: SnapshotEntry[] = [];
    for await (const page of listType(VOLUME, { ...READING, api })) entries.push(...page);
    expect(entries).toMatchObject([{ blind_spot: { types: [VOLUME], ...FOREIGN } }]);
  });

  it("has not given all items where one that was named is not among them", async () => {
    const names = ["vol-1", "vol-2"].map((resourceId) => ({ resourceType: VOLUME, resourceId }));
    const item = {
      resourceType: VOLUME,
      resourceId: "vol-1",
      arn: "arn:1",
      accountId: ACCOUNT,
      awsRegion: "eu-west-1",
    };
    const api = fakeApi((operation) =>
      operation.startsWith("List") ? { resourceIdentifiers: names } : { baseConfigurationItems: [item] },
    );
    const entries: SnapshotEntry[] = [];
    for await (const page of listType(VOLUME, { ...READING, api })) entries.push(...page);
    expect(entries).toMatchObject([
      { resource: { id: "arn:1" } },
      { blind_spot: { types: [VOLUME], reason: "not_recorded" } },
    ]);
  });

  it("has not given all items where one that was named has the id of another, elsewhere", async () => {
    const names = ["eu-west-1", "us-east-1"].map((region) => ({ resourceType: VOLUME, resourceId: "vol-1", region }));
    const item = { ...names[0], arn: "arn:1", accountId: ACCOUNT, awsRegion: "eu-west-1" };
    const api = fakeApi((operation) =>
      operation.startsWith("List") ? { resourceIdentifiers: names } : { baseConfigurationItems: [item] },
    );
    const entries: SnapshotEntry[] = [];
    for await (const page of listType(VOLUME, { ...READING, api })) entries.push(...page);
    expect(entries.at(-1)).toMatchObject({ blind_spot: { types: [VOLUME], reason: "not_recorded" } });
  });

  it("has not given all that a query asked for where a row is of another type", async () => {
    const row = { resourceType: "AWS::EC2::Subnet", resourceId: "s", accountId: ACCOUNT, awsRegion: "eu-west-1" };
    const api = fakeApi(() => ({ Results: [JSON.stringify(row)] }));
    const entries: SnapshotEntry[] = [];
    for await (const page of selectTypes([VOLUME], { ...READING, api })) entries.push(...page);
    expect(entries).toMatchObject([{ blind_spot: { types: [VOLUME], ...FOREIGN } }]);
  });

  it("records nothing that is known where all but some is recorded and it does not say which", async () => {
    const recorder = { name: "all", recordingGroup: { recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" } } };
    const api = fakeApi((operation) =>
      operation === "DescribeConfigurationRecorders"
        ? { ConfigurationRecorders: [recorder] }
        : { ConfigurationRecordersStatus: [{ name: "all", recording: true, lastStatus: "SUCCESS" }] },
    );
    expect((await probe(api, () => "2026-11-20T12:00:00Z")).records(VOLUME)).toBe(false);
  });

  it.each([
    ["source", { AggregatedSourceStatusList: [{ AwsRegion: "eu-west-1", SourceType: "ACCOUNT" }] }, { Results: [] }],
    ["recorder", { AggregatedSourceStatusList: [] }, { Results: ['{"awsRegion":"eu-west-1"}'] }],
  ])("has not told an aggregator's accounts where a %s names none", async (_, sources, recorders) => {
    const api = regionOf({
      DescribeConfigurationAggregatorSourcesStatus: sources,
      SelectAggregateResourceConfig: recorders,
    });
    expect(await openAggregator(api, "all")).toMatchObject({ failure: FOREIGN });
  });
});

it("a listing of a service whose next page is named by no text is not at its end", async () => {
  const aws = awsOf({ DescribeVolumes: { Volumes: [], NextToken: 7 } });
  const listing = { elements: "Volumes", token: ["NextToken", "NextToken"] } as const;
  await expect(aws.list("ec2", "DescribeVolumes", listing)).rejects.toBeInstanceOf(Refused);
});

it("a listing that holds something that is no object is none", async () => {
  await expect(
    awsOf({ ListUsers: { Users: ["ada"] } }).list("iam", "ListUsers", { elements: "Users" }),
  ).rejects.toBeInstanceOf(Refused);
});

describe("a listing whose answer lacks its list", () => {
  const KEYS = { elements: "Keys", token: ["Marker", "NextMarker"] } as const;
  const inList = { elements: "Items", within: "List", mayLack: true } as const;
  const listedAs = (answer: JsonObject, listing: Listing): Promise<JsonObject[]> =>
    awsOf({ ListKeys: answer }).list("kms", "ListKeys", listing);

  it.each<[string, JsonObject, Listing]>([
    ["where it always has one", {}, KEYS],
    ["where it says null for it", { Keys: null }, KEYS],
    ["where it has what the list stands in no more", {}, inList],
    ["where it counts more than none", { List: { Quantity: 2 } }, inList],
  ])("is not at its end %s", async (_, answer, listing) => {
    await expect(listedAs(answer, listing)).rejects.toBeInstanceOf(Refused);
  });

  it("is not at its end where a page before had one", async () => {
    const pages: JsonObject[] = [{ Keys: [{ KeyId: "a" }], NextMarker: "more" }, {}];
    const given = async (): Promise<{ value: JsonObject }> => ({ value: pages.shift()! });
    const clock = { now: () => 0, sleep: async () => {} };
    const aws = openAws({ account: ACCOUNT, apiIn: (region) => ({ region, ask: given, call: given }), clock });
    await expect(aws("eu-west-1").list("kms", "ListKeys", KEYS)).rejects.toBeInstanceOf(Refused);
  });

  it("is empty where the service leaves out an empty one", async () => {
    expect(await listedAs({ List: { Quantity: 0 } }, inList)).toEqual([]);
    expect(await listedAs({ List: {} }, inList)).toEqual([]);
  });
});
