import { beforeAll, describe, expect, it, vi } from "vitest";
import type { AwsOptions } from "../../src/collect/aws/options.ts";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { AggregatorSource, LoopbackAggregator } from "../loopback-aws/config/aggregator.ts";
import type { LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { ACCOUNT, AS_OF, collectFor, comparable, estateDocuments, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const OTHER = "444455556666";
const REGIONS = ["eu-west-1", "us-east-1"];
const VOLUMES = "AWS::EC2::Volume";
const ROLES = "AWS::IAM::Role";
const ROLE = { name: "demarc-read", sessionName: "demarc" };
const SOURCES: AggregatorSource[] = [ACCOUNT, OTHER].flatMap((account) =>
  REGIONS.map((region) => ({ account, region })),
);

let documents: ResourceDocument[];
const open = estateForTest();

beforeAll(async () => {
  const own = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
  const copied = JSON.parse(JSON.stringify(own).replaceAll(ACCOUNT, OTHER)) as ResourceDocument[];
  documents = [...own, ...copied];
});
interface Chosen extends Partial<Omit<AwsOptions, "types" | "globalTypes" | "notInConfig">> {
  readonly only?: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
  readonly sources?: readonly AggregatorSource[];
  readonly organizationSource?: NonNullable<LoopbackAggregator["organization"]>;
  /** The accounts are asked, and not the aggregator. */
  readonly isAlone?: boolean;
}

async function scan({ only = ["aws-ec2-volume-encrypted", "aws-iam-role-trust-no-wildcard"], ...chosen }: Chosen) {
  const { estate, sources = SOURCES, organizationSource: organization, isAlone = false, ...options } = chosen;
  const aws = await open({
    documents,
    aggregator: { name: "all", sources, ...(organization && { organization }) },
    ...estate,
  });
  vi.stubEnv("AWS_REGION", "eu-west-1");
  const rules: Rule[] = library.rules.filter(({ id }) => only.includes(id));
  const entries = await collectFor(rules, library, {
    regions: REGIONS,
    ...(isAlone ? {} : { aggregator: "all" }),
    ...options,
  });
  return { ...(await judge(rules, library, entries)), aws };
}

function told({ resources }: Scanned): string[] {
  return resources.map(({ account, type, id }) => `${account} ${type} ${id}`).toSorted();
}

function places({ reads }: Scanned): string[] {
  return reads.map(({ account, region, type }) => `${account} ${region} ${type}`).toSorted();
}

describe("an aggregator", () => {
  it("gives what its accounts hold, as if each had been asked itself", async () => {
    const aggregated = await scan({});
    const reach = { ...OWN_ACCOUNT, accounts: [ACCOUNT, OTHER], role: ROLE };
    await open({ documents });
    const rules = library.rules.filter(
      ({ id }) => id === "aws-ec2-volume-encrypted" || id === "aws-iam-role-trust-no-wildcard",
    );
    const direct = await judge(rules, library, await collectFor(rules, library, { regions: REGIONS, reach }));
    expect(told(aggregated)).toEqual(told(direct));
    expect(places(aggregated)).toEqual(places(direct));
    expect(aggregated.run.summary).toEqual(direct.run.summary);
    expect(aggregated.blindSpots).toEqual([]);
    expect(aggregated.aws.callsOf("AssumeRole")).toEqual([]);
    expect(aggregated.run.scope.name).toMatch(/^AWS aggregator: 2 accounts /);
  });

  it("is asked for one account at a time, whatever the number of regions", async () => {
    const { aws } = await scan({});
    const pulls = aws.callsOf("SelectAggregateResourceConfig").map(({ input }) => String(input["Expression"]));
    expect(pulls.filter((expression) => expression.includes("IN ('AWS::")).length).toBeLessThanOrEqual(4);
  });

  it("that holds an account and region not brought up to date is stale there", async () => {
    const sources = SOURCES.map((source, index) => (index === 3 ? { ...source, status: "FAILED" as const } : source));
    const scanned = await scan({ sources });
    expect(scanned.blindSpots).toMatchObject([
      { account: OTHER, region: "us-east-1", types: [VOLUMES], reason: "stale", code: "AccessDenied" },
    ]);
    expect(scanned.exit).not.toBe(0);
  });

  it("confirms a type that one region of an account records daily as of a day ago, in all of that account", async () => {
    const recorders = [{ account: OTHER, region: "us-east-1", daily: [VOLUMES] }];
    const { resources } = await scan({ estate: { recorders } });
    const confirmed = (account: string, type: string): unknown[] => [
      ...new Set(
        resources.filter((one) => one.account === account && one.type === type).map((one) => one.confirmed_at),
      ),
    ];
    expect(confirmed(OTHER, VOLUMES)).toEqual(["2026-11-19T12:00:00.000Z"]);
    expect([confirmed(OTHER, ROLES), confirmed(ACCOUNT, VOLUMES)]).toEqual([[AS_OF], [AS_OF]]);
  });

  it("that does not hold a region of the scope is blind there", async () => {
    const scanned = await scan({ sources: SOURCES.slice(0, 3) });
    expect(scanned.blindSpots).toMatchObject([
      { account: OTHER, region: "us-east-1", types: [VOLUMES], reason: "not_collected" },
    ]);
  });

  it.each([
    [{ account: OTHER, region: "us-east-1", state: "absent" } as const, [VOLUMES]],
    [{ account: OTHER, region: "us-east-1", state: "stopped" } as const, [VOLUMES]],
    [{ account: OTHER, region: "us-east-1", excludes: [VOLUMES] } as const, [VOLUMES]],
  ])("shows no recorder, or one that leaves types out: %j", async (recorder, types) => {
    const { blindSpots } = await scan({ estate: { recorders: [recorder] } });
    expect(blindSpots).toMatchObject([{ account: OTHER, region: "us-east-1", types, reason: "not_recorded" }]);
  });

  it("that holds nothing of an account, which is not reached itself either, is blind over it", async () => {
    const reach = { ...OWN_ACCOUNT, accounts: [OTHER] };
    const sources = SOURCES.filter(({ account }) => account === ACCOUNT);
    const estate = { regions: [{ name: "eu-west-1" }] };
    const scanned = await scan({ only: ["aws-ec2-volume-encrypted"], sources, reach, regions: [], estate });
    expect(scanned.blindSpots).toMatchObject([{ account: OTHER, types: [VOLUMES], reason: "not_collected" }]);
    expect(scanned.exit).toBe(3);
  });

  it("that misses an account of the organization is blind over it", async () => {
    const organization = { members: [{ account: ACCOUNT }, { account: OTHER }] };
    const reach = { ...OWN_ACCOUNT, organization: true };
    const { blindSpots } = await scan({ reach, sources: SOURCES.slice(0, 2), estate: { organization } });
    expect(new Set(blindSpots.map(({ account, types }) => `${account} ${types.join()}`))).toEqual(
      new Set([`${OTHER} ${VOLUMES}`, `${OTHER} ${ROLES}`]),
    );
  });

  it.each([VOLUMES, ROLES])("gives %s by their names where no query shows them", async (type) => {
    const shown = await scan({});
    const named = await scan({ estate: { notSelectable: [type] } });
    expect(told(named)).toEqual(told(shown));
    expect(places(named)).toEqual(places(shown));
    expect(named.blindSpots).toEqual([]);
    expect(named.run.summary).toEqual(shown.run.summary);
    expect(named.aws.callsOf("BatchGetAggregateResourceConfig").length).toBeGreaterThan(0);
  });

  it("is asked again for keys that it did not process, and for some of them in vain", async () => {
    const estate = { notSelectable: [VOLUMES] };
    const fault = { operation: "BatchGetAggregateResourceConfig", fault: "unprocessed_keys", count: 1 } as const;
    const later = await scan({ estate: { ...estate, faults: [{ ...fault, nth: 1 }] } });
    expect(later.blindSpots).toEqual([]);
    const never = await scan({ estate: { ...estate, faults: [fault] } });
    expect(new Set(never.blindSpots.map(({ account, call }) => `${account} ${call}`))).toEqual(
      new Set([ACCOUNT, OTHER].map((account) => `${account} config:BatchGetAggregateResourceConfig`)),
    );
    expect(never.reads.map(({ type }) => type)).not.toContain(VOLUMES);
  });

  it.each([
    ["ListAggregateDiscoveredResources", { notSelectable: [VOLUMES] }],
    ["BatchGetAggregateResourceConfig", { notSelectable: [VOLUMES] }],
    ["GetAggregateDiscoveredResourceCounts", { notSelectable: [VOLUMES] }],
  ])("is blind where %s is denied", async (operation, estate) => {
    const faults = [{ operation, fault: "access_denied" }] as const;
    const { blindSpots } = await scan({ only: ["aws-ec2-volume-encrypted"], estate: { ...estate, faults } });
    expect(new Set(blindSpots.map(({ account, call, types }) => `${account} ${call} ${types.join()}`))).toEqual(
      new Set([ACCOUNT, OTHER].map((account) => `${account} config:${operation} ${VOLUMES}`)),
    );
  });

  it("of an organization is known by the accounts whose recorders it shows", async () => {
    const organization = { id: "o-loopback01" };
    const scanned = await scan({ organizationSource: organization });
    const listed = await scan({});
    expect(told(scanned)).toEqual(told(listed));
    expect(places(scanned)).toEqual(places(listed));
    expect(scanned.blindSpots).toEqual([]);
  });

  it("of an organization is blind where it shows no recorder, in accounts that should be there too", async () => {
    const recorders = [{ account: OTHER, state: "absent" } as const];
    const organization = { members: [{ account: ACCOUNT }, { account: OTHER }] };
    const reach = { ...OWN_ACCOUNT, organization: true };
    const chosen = { only: ["aws-ec2-volume-encrypted"], reach, estate: { recorders, organization } };
    const { blindSpots } = await scan({ ...chosen, organizationSource: { id: "o-loopback01" } });
    expect(blindSpots.map(({ account, region, reason }) => `${account} ${region} ${reason}`).toSorted()).toEqual(
      REGIONS.map((region) => `${OTHER} ${region} not_recorded`),
    );
  });

  it("of an organization that was not brought up to date is stale in a region for all accounts", async () => {
    const organizationSource = { id: "o-loopback01", stale: ["us-east-1"] };
    const { blindSpots } = await scan({ only: ["aws-ec2-volume-encrypted"], organizationSource });
    expect(blindSpots.map(({ account, region, reason }) => `${account} ${region} ${reason}`).toSorted()).toEqual([
      `${ACCOUNT} us-east-1 stale`,
      `${OTHER} us-east-1 stale`,
    ]);
  });

  it("that nobody knows ends it", async () => {
    await expect(scan({ aggregator: "al" })).rejects.toMatchObject({ diagnostics: [{ code: "aws-no-aggregator" }] });
  });

  it("refused on a later page leaves no read", async () => {
    const faults = [{ operation: "SelectAggregateResourceConfig", type: VOLUMES, fault: "access_denied" }] as const;
    const scanned = await scan({ estate: { faults }, reach: { ...OWN_ACCOUNT, accounts: [OTHER] } });
    expect(scanned.blindSpots[0]).toMatchObject({ account: OTHER, call: "config:SelectAggregateResourceConfig" });
    expect(scanned.reads.map(({ type }) => type)).not.toContain(VOLUMES);
  });
});

describe("an aggregator with a role in each account", () => {
  const reach = { ...OWN_ACCOUNT, accounts: [ACCOUNT, OTHER], role: ROLE };

  it("judges every rule as the accounts themselves would", async () => {
    const only = library.rules.filter(({ id }) => id.startsWith("aws-")).map(({ id }) => id);
    const both = await scan({ only, reach });
    const single = await scan({ only, reach, isAlone: true });
    expect(comparable(both.run)).toEqual(comparable(single.run));
    expect(both.run.summary).toEqual(single.run.summary);
    const called = new Set(both.aws.calls.filter(({ service }) => service === "config").map((call) => call.operation));
    expect(called).not.toContain("SelectResourceConfig");
    expect(called).not.toContain("BatchGetResourceConfig");
  });

  it("joins to its items what no item holds", async () => {
    const { aws } = await scan({ only: ["aws-s3-bucket-acl-disabled"], reach });
    const asked = aws.callsOf("GetBucketOwnershipControls").map(({ account }) => account);
    expect(new Set(asked)).toEqual(new Set([ACCOUNT, OTHER]));
  });

  it("that is missing in one of them blinds there the rules on facts alone", async () => {
    const only = ["aws-ec2-volume-encrypted", "aws-account-password-policy-min-length"];
    const roles = [{ name: ROLE.name, accounts: [ACCOUNT] }];
    const { blindSpots, resources } = await scan({ only, reach, estate: { roles } });
    expect(blindSpots).toMatchObject([{ account: OTHER, types: ["AWS::::Account"], call: "sts:AssumeRole" }]);
    expect(resources.some(({ account, type }) => account === OTHER && type === VOLUMES)).toBe(true);
  });
});
