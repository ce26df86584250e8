import { beforeAll, describe, expect, it } from "vitest";
import { lacks } from "../../src/collect/aws/config/always-written.ts";
import { ACCOUNT_TYPE } from "../../src/collect/aws/facts/needed-facts.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import { maskSecrets } from "../../src/inventory/mask.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { LASTING, PASSING, SHORT_LIMITS } from "./call-faults.ts";
import type { LastingRow } from "./call-faults.ts";
import { completeEstate } from "./complete-estate.ts";
import { estateForTest } from "./estate-for-test.ts";
import { ACCOUNT, AS_OF, collectFor, comparable, estateDocuments, judge, REGIONS } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const rules = library.rules.filter(({ id }) => id.startsWith("aws-"));
let documents: ResourceDocument[];
const open = estateForTest();

beforeAll(async () => {
  documents = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
});

type ScanOptions = Parameters<typeof collectFor>[2] & {
  readonly only?: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
};

/** Collects with the real SDK from a loopback endpoint, and judges. */
async function scan({ only, estate, ...options }: ScanOptions = {}): Promise<Scanned & { aws: LoopbackAws }> {
  const aws = await open({ documents, ...estate });
  const chosen = only === undefined ? rules : rules.filter(({ id }) => only.includes(id));
  const entries = await collectFor(chosen, library, options);
  return { ...(await judge(chosen, library, entries)), aws };
}

/** Everything that the rules need of the estate: nothing of it is unread where nothing is refused. */
function completed(): ResourceDocument[] {
  const { paths } = neededTypes(rules, library, "aws");
  return completeEstate(documents, { paths, regions: REGIONS, account: ACCOUNT });
}

/** The reads that cover all that the rules need, `TYPE REGION`. */
function wholeScope(): string[] {
  const { types, globalTypes } = neededTypes(rules, library, "aws");
  const placesOf = (type: string): readonly string[] =>
    globalTypes.has(type) ? ["global"] : type === ACCOUNT_TYPE ? ["global", ...REGIONS] : REGIONS;
  return [...types].flatMap((type) => placesOf(type).map((place) => `${type} ${place}`)).toSorted();
}

/** The estate as files hold it, with somebody's word that all of it is there. */
function judgeFiles(estate: readonly ResourceDocument[]): Promise<Scanned> {
  const reads = wholeScope().map((place): SnapshotEntry => {
    const [type, region] = place.split(" ") as [string, string];
    return { read: { provider: "aws", account: ACCOUNT, region, type, call: "declared" } };
  });
  return judge(rules, library, [
    { header: { scope: { name: "test", expected: [{ provider: "aws", account: ACCOUNT, regions: REGIONS }] } } },
    ...estate.map((resource) => ({ resource })),
    ...reads,
  ]);
}

/** A query leaves out members that are null; where a rule misses one, the whole item is asked for. */
function asCollected(document: ResourceDocument): ResourceDocument {
  const { configuration, supplementaryConfiguration } = document;
  const queried = {
    ...document,
    configuration: withoutNulls(configuration),
    supplementaryConfiguration: withoutNulls(supplementaryConfiguration),
  };
  const { always } = neededTypes(rules, library, "aws");
  return (always.get(document.type) ?? []).some((path) => lacks(queried, path)) ? document : queried;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

describe("a scan of an endpoint", () => {
  it("judges as a scan of the same estate from files, account facts included", async () => {
    const estate = completed();
    const scanned = await scan({ estate: { documents: estate } });
    const fromFiles = await judgeFiles(estate.map(asCollected).map(maskSecrets));
    expect(comparable(scanned.run)).toEqual(comparable(fromFiles.run));
    expect(scanned.exit).toBe(fromFiles.exit);
    expect(comparable(scanned.run).length).toBeGreaterThan(500);
  });

  it("says of each type and region once that it was read, and of things without a region once", async () => {
    const { reads, blindSpots } = await scan({ estate: { documents: completed() } });
    expect(reads.map(({ type, region }) => `${type} ${region}`).toSorted()).toEqual(wholeScope());
    expect(blindSpots).toEqual([]);
  });

  it("asks for a whole item where a query left out a key that rules need, and for no other", async () => {
    const only = ["aws-s3-bucket-versioning"];
    const bucket = (name: string, versioning: object | null): ResourceDocument => ({
      ...volume(name),
      type: "AWS::S3::Bucket",
      id: `arn:aws:s3:::${name}`,
      configuration: { name },
      supplementaryConfiguration: { BucketVersioningConfiguration: versioning },
    });
    const estate = { documents: [bucket("plain", null), bucket("kept", { status: "Enabled" })] };
    const whole = await scan({ only, regions: ["eu-west-1"], estate });
    const keys = whole.aws.callsOf("BatchGetResourceConfig").map(({ input }) => input["resourceKeys"]);
    expect(keys).toEqual([[{ resourceType: "AWS::S3::Bucket", resourceId: "plain" }]]);
    expect(whole.run.summary.by_rule[only[0]!]).toMatchObject({ fail: 1, pass: 1, unknown: 0 });
    await whole.aws.close();
    const faults = [{ operation: "BatchGetResourceConfig", fault: "access_denied" }] as const;
    const refused = await scan({ only, regions: ["eu-west-1"], estate: { ...estate, faults } });
    expect(refused.run.summary.by_rule[only[0]!]).toMatchObject({ fail: 0, pass: 1, unknown: 1 });
    const unread = refused.resources.flatMap((one) => one.unread ?? []);
    expect(unread.filter(({ path }) => path !== "relationships")).toMatchObject([
      {
        path: "supplementaryConfiguration.BucketVersioningConfiguration",
        call: "config:BatchGetResourceConfig",
        reason: "access_denied",
      },
    ]);
  });

  it("gives each thing without a region once although every region records it", async () => {
    const { resources } = await scan();
    const roles = resources.filter(({ type }) => type === "AWS::IAM::Role").map(({ id }) => id);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.length).toBeGreaterThan(5);
  });

  it("reads nothing that no rule needs", async () => {
    const { resources, aws } = await scan({ only: ["aws-ec2-volume-encrypted"] });
    expect(new Set(resources.map(({ type }) => type))).toEqual(new Set(["AWS::EC2::Volume"]));
    const pulls = aws.callsOf("SelectResourceConfig").map(({ input }) => String(input["Expression"]));
    expect(pulls.filter((expression) => expression.includes("IN (")).length).toBeLessThanOrEqual(REGIONS.length);
  });

  it("gives types that no query shows one by one, and their tags as unread", async () => {
    const options = { only: ["aws-ec2-volume-encrypted"], estate: { notSelectable: ["AWS::EC2::Volume"] } };
    const { resources, reads, aws } = await scan(options);
    const volumes = documents.filter(({ type }) => type === "AWS::EC2::Volume");
    expect(resources.map(({ id }) => id).toSorted()).toEqual(volumes.map(({ id }) => id).toSorted());
    expect(resources[0]?.unread?.map(({ path }) => path)).toEqual(["tags", "relationships"]);
    expect(reads).toHaveLength(REGIONS.length);
    expect(aws.callsOf("BatchGetResourceConfig").length).toBeGreaterThan(0);
  });

  it("asks for more than one page, and counts what is gone", async () => {
    const many = Array.from({ length: 250 }, (_, n) => volume(`vol-${String(n).padStart(17, "0")}`));
    const gone = { ...volume("vol-gone"), configurationItemStatus: "ResourceDeleted" };
    const { resources, skipped, reads } = await scan({
      only: ["aws-ec2-volume-encrypted"],
      regions: ["eu-west-1"],
      estate: { documents: [...many, gone] },
    });
    expect(resources).toHaveLength(250);
    expect({ skipped, reads: reads.length }).toEqual({ skipped: 1, reads: 1 });
  });
});

function volume(id: string): ResourceDocument {
  const arn = `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/${id}`;
  const place = { provider: "aws", account: ACCOUNT, region: "eu-west-1", type: "AWS::EC2::Volume" };
  return { ...place, id: arn, name: id, resourceId: id, tags: {}, configuration: { volumeId: id, encrypted: true } };
}

describe("a scan that meets a fault", () => {
  const VOLUMES = "AWS::EC2::Volume";
  const only = ["aws-ec2-volume-encrypted", "aws-iam-role-trust-no-wildcard"];
  const many = Array.from({ length: 250 }, (_, n) => volume(`vol-${String(n).padStart(17, "0")}`));
  const pull = { operation: "SelectResourceConfig", type: VOLUMES } as const;

  const misunderstood: LastingRow = {
    name: "the query is not understood",
    effect: { fault: "error", code: "InvalidExpressionException" },
    said: { reason: "service_error", code: "InvalidExpressionException" },
  };
  it.each([...LASTING, misunderstood])(
    "$name: the types of the call are blind, their rules unknown",
    async ({ effect, said }) => {
      const estate = { documents: many, faults: [{ ...pull, ...effect }] };
      const scanned = await scan({ only, limits: SHORT_LIMITS, regions: ["eu-west-1"], estate });
      const place = { types: [VOLUMES], region: "eu-west-1", call: "config:SelectResourceConfig" };
      expect(scanned.blindSpots).toEqual([expect.objectContaining({ ...place, ...said })]);
      expect(scanned.reads.map(({ type }) => type)).not.toContain(VOLUMES);
      expect(scanned.run.summary.by_rule["aws-ec2-volume-encrypted"]?.unknown).toBe(1);
      expect(scanned.exit).toBe(3);
    },
  );

  it.each(PASSING)("goes on after $name", async ({ effect }) => {
    const limits = { deadline: 1_000 };
    const estate = { documents: many, faults: [{ ...pull, ...effect }] };
    const scanned = await scan({ only, limits, regions: ["eu-west-1"], estate });
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.resources).toHaveLength(250);
    expect(scanned.exit).toBe(0);
  });

  it.each(["DescribeConfigurationRecorders", "DescribeConfigurationRecorderStatus", "SelectResourceConfig"])(
    "%s refused in one region: that region is blind and the others are not",
    async (operation) => {
      const faults = [{ operation, region: "eu-central-1", fault: "access_denied" }] as const;
      const scanned = await scan({ only, estate: { faults } });
      expect(scanned.blindSpots).toEqual([
        expect.objectContaining({ region: "eu-central-1", types: [VOLUMES], call: `config:${operation}` }),
      ]);
      expect(scanned.reads.map(({ region, type }) => `${region} ${type}`).toSorted()).toEqual([
        `eu-west-1 ${VOLUMES}`,
        "global AWS::IAM::Role",
        `us-east-1 ${VOLUMES}`,
        `us-west-2 ${VOLUMES}`,
      ]);
    },
  );

  it("leaves open what queries do not show where that cannot be counted", async () => {
    const faults = [{ operation: "GetDiscoveredResourceCounts", fault: "access_denied" }] as const;
    const documents = many.slice(0, 3);
    const scanned = await scan({ only, regions: ["eu-west-1"], estate: { documents, faults } });
    expect(scanned.resources).toHaveLength(3);
    expect(scanned.blindSpots).toEqual([
      expect.objectContaining({
        region: "global",
        types: ["AWS::IAM::Role"],
        reason: "access_denied",
        call: "config:GetDiscoveredResourceCounts",
      }),
    ]);
  });

  it.each([
    ["absent", "not_recorded"],
    ["stopped", "not_recorded"],
  ] as const)("a recorder that is %s: %s", async (state, reason) => {
    const scanned = await scan({ only, regions: ["eu-west-1"], estate: { recorders: [{ state }] } });
    expect(scanned.blindSpots).toMatchObject([
      { region: "eu-west-1", types: [VOLUMES], reason },
      { region: "global", types: ["AWS::IAM::Role"], reason },
    ]);
    expect(scanned.resources).toEqual([]);
    expect(scanned.run.summary.unknown).toBe(2);
    expect(scanned.exit).toBe(3);
  });

  it("a type that the recorder leaves out is blind, and no other", async () => {
    const recorders = [{ region: "eu-west-1", excludes: [VOLUMES] }];
    const scanned = await scan({ only, estate: { recorders } });
    expect(scanned.blindSpots).toMatchObject([{ region: "eu-west-1", types: [VOLUMES], reason: "not_recorded" }]);
  });

  it("things without a region come from a region that records them", async () => {
    const recorders = [{ region: "eu-west-1", globalTypes: false }];
    const scanned = await scan({ only, estate: { recorders } });
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.resources.filter(({ type }) => type === "AWS::IAM::Role").length).toBeGreaterThan(5);
  });

  it("a failing recorder: what it holds is judged, and is said to be out of date", async () => {
    const scanned = await scan({
      only,
      regions: ["eu-west-1"],
      estate: { documents: many, recorders: [{ failing: true }] },
    });
    expect(scanned.blindSpots).toMatchObject([
      { region: "eu-west-1", types: [VOLUMES], reason: "stale" },
      { region: "global", types: ["AWS::IAM::Role"], reason: "stale" },
    ]);
    expect(scanned.resources[0]).not.toHaveProperty("confirmed_at");
    expect(scanned.exit).toBe(3);
  });

  it("a recorder that was started minutes ago: that it shows none of a type says nothing", async () => {
    const scanned = await scan({
      only,
      regions: ["eu-west-1"],
      estate: { documents: [], recorders: [{ started: "2026-11-20T11:55:00Z" }] },
    });
    expect(scanned.blindSpots).toMatchObject([
      { region: "eu-west-1", types: [VOLUMES], reason: "stale" },
      { region: "global", types: ["AWS::IAM::Role"], reason: "stale" },
    ]);
    expect(scanned.exit).toBe(3);
  });

  it("a type that is recorded daily is confirmed as of a day ago, and so is that there is no more of it", async () => {
    const estate = { documents: many, recorders: [{ daily: [VOLUMES] }] };
    const scanned = await scan({ only, regions: ["eu-west-1"], estate });
    const dayAgo = "2026-11-19T12:00:00.000Z";
    for (const { type, confirmed_at } of scanned.resources)
      expect(confirmed_at).toBe(type === VOLUMES ? dayAgo : AS_OF);
    for (const { type, at } of scanned.reads) expect(at).toBe(type === VOLUMES ? dayAgo : AS_OF);
  });

  it("a recorder that a service runs for itself does not count", async () => {
    const recorders = [{ state: "absent", serviceLinked: true }] as const;
    const scanned = await scan({ only, regions: ["eu-west-1"], estate: { recorders } });
    expect(scanned.blindSpots).toMatchObject([{ reason: "not_recorded" }, { reason: "not_recorded" }]);
  });

  it("keys that come back unprocessed are asked for again, and in the end told", async () => {
    const estate = { documents: many.slice(0, 5), notSelectable: [VOLUMES] };
    const batch = { operation: "BatchGetResourceConfig", fault: "unprocessed_keys", count: 2 } as const;
    const once = await scan({ only, regions: ["eu-west-1"], estate: { ...estate, faults: [{ ...batch, nth: 1 }] } });
    expect(once.blindSpots).toEqual([]);
    expect(once.resources).toHaveLength(5);
    await once.aws.close();
    const always = await scan({ only, regions: ["eu-west-1"], estate: { ...estate, faults: [batch] } });
    expect(always.blindSpots).toMatchObject([{ types: [VOLUMES], call: "config:BatchGetResourceConfig" }]);
    expect(always.reads.map(({ type }) => type)).not.toContain(VOLUMES);
  });
});
