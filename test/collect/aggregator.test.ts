import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AwsOptions } from "../../src/collect/aws/options.ts";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import type { Library } from "../../src/model/library.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { AggregatorSource } from "../loopback-aws/config/aggregator.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import {
  ACCOUNT,
  awsEnvironment,
  collectFor,
  estateDocuments,
  judge,
  shippedLibrary,
  startEstate,
} from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";

const OTHER = "444455556666";
const REGIONS = ["eu-west-1", "us-east-1"];
const VOLUMES = "AWS::EC2::Volume";
const ROLES = "AWS::IAM::Role";
const ROLE = { name: "demarc-read", sessionName: "demarc" };
const SOURCES: AggregatorSource[] = [ACCOUNT, OTHER].flatMap((account) =>
  REGIONS.map((region) => ({ account, region })),
);

let library: Library;
let documents: ResourceDocument[];
let aws: LoopbackAws | undefined;

beforeAll(async () => {
  library = await shippedLibrary();
  const own = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
  const copied = JSON.parse(JSON.stringify(own).replaceAll(ACCOUNT, OTHER)) as ResourceDocument[];
  documents = [...own, ...copied];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws?.close();
  aws = undefined;
});
vi.setConfig({ testTimeout: 30_000 });

interface Chosen extends Partial<Omit<AwsOptions, "types" | "globalTypes" | "notInConfig">> {
  readonly only?: readonly string[];
  readonly estate?: Partial<LoopbackOptions>;
  readonly sources?: readonly AggregatorSource[];
}

async function scan({ only = ["aws-ec2-volume-encrypted", "aws-iam-role-trust-no-wildcard"], ...chosen }: Chosen) {
  const { estate, sources = SOURCES, ...options } = chosen;
  aws = await startEstate({ documents, aggregator: { name: "all", sources }, ...estate });
  for (const [name, value] of Object.entries(awsEnvironment(aws))) vi.stubEnv(name, value || undefined);
  const rules: Rule[] = library.rules.filter(({ id }) => only.includes(id));
  const entries = await collectFor(rules, library, { regions: REGIONS, aggregator: "all", ...options });
  return { ...(await judge(rules, library, entries)), aws };
}

function places({ reads }: Scanned): string[] {
  return reads.map(({ account, region, type }) => `${account} ${region} ${type}`).toSorted();
}

describe("an aggregator", () => {
  it("gives what its accounts hold, as if each had been asked itself", async () => {
    const aggregated = await scan({});
    await aggregated.aws.close();
    const reach = { ...OWN_ACCOUNT, accounts: [ACCOUNT, OTHER], role: ROLE };
    const single = await startEstate({ documents });
    aws = single;
    for (const [name, value] of Object.entries(awsEnvironment(single))) vi.stubEnv(name, value || undefined);
    const rules = library.rules.filter(
      ({ id }) => id === "aws-ec2-volume-encrypted" || id === "aws-iam-role-trust-no-wildcard",
    );
    const direct = await judge(rules, library, await collectFor(rules, library, { regions: REGIONS, reach }));
    const told = ({ resources }: Scanned): string[] =>
      resources.map(({ account, type, id }) => `${account} ${type} ${id}`).toSorted();
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

  it("that misses an account of the organization is blind over it", async () => {
    const organization = { members: [{ account: ACCOUNT }, { account: OTHER }] };
    const reach = { ...OWN_ACCOUNT, organization: true };
    const { blindSpots } = await scan({ reach, sources: SOURCES.slice(0, 2), estate: { organization } });
    expect(new Set(blindSpots.map(({ account, types }) => `${account} ${types.join()}`))).toEqual(
      new Set([`${OTHER} ${VOLUMES}`, `${OTHER} ${ROLES}`]),
    );
  });

  it("gives types by name only as a blind spot", async () => {
    const { blindSpots } = await scan({ estate: { notSelectable: [VOLUMES] } });
    const told = blindSpots.toSorted((a, b) => (a.account! < b.account! ? -1 : 1));
    expect(told).toMatchObject([ACCOUNT, OTHER].map((account) => ({ account, types: [VOLUMES] })));
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
