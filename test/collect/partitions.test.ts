import { beforeAll, describe, expect, it, vi } from "vitest";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { FACTS_ESTATE } from "../loopback-aws/facts-estate.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { completeEstate } from "./complete-estate.ts";
import { ACCOUNT, collectFor, estateDocuments, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

type Partition = NonNullable<LoopbackOptions["partition"]>;

/** Two regions of each; the second one is where things without a region are recorded. */
const REGIONS: Readonly<Record<Partition, readonly [string, string]>> = {
  aws: ["eu-west-1", "us-east-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
};
const ROLE = { name: "demarc-read", sessionName: "demarc" };

/** Of which another region is the home in the usual partition. */
const ELSEWHERE = "AWS::S3::MultiRegionAccessPoint";
const rules = library.rules.filter(({ id, resource }) => id.startsWith("aws-") && !resource.includes(ELSEWHERE));
const { paths } = neededTypes(rules, library, "aws");
let aws: LoopbackAws;
const open = estateForTest();
let documents: ResourceDocument[];
let usual: Scanned;

beforeAll(async () => {
  const here = new Set([...REGIONS.aws, "global"]);
  const sample = (await estateDocuments()).filter((one) => one.account === ACCOUNT && here.has(one.region));
  const all = [...sample, ...FACTS_ESTATE.filter(({ region }) => here.has(region))];
  documents = completeEstate(all, { paths, regions: REGIONS.aws, account: ACCOUNT });
  usual = await scan("aws");
});

/** The same estate in another partition: other ARNs and other regions. */
function inPartition<Value>(value: Value, partition: Partition): Value {
  const renamed = REGIONS.aws.reduce(
    (text, region, index) => text.replaceAll(region, REGIONS[partition][index]!),
    JSON.stringify(value).replaceAll("arn:aws:", `arn:${partition}:`),
  );
  return JSON.parse(renamed) as Value;
}

async function scan(partition: Partition): Promise<Scanned> {
  const regions = REGIONS[partition];
  aws = await open({
    documents: inPartition(documents, partition),
    partition,
    regions: regions.map((name) => ({ name })),
  });
  vi.stubEnv("AWS_REGION", regions[0]);
  let now = 0;
  const clock = { now: () => (now += 1000), sleep: async () => {} };
  const reach = { ...OWN_ACCOUNT, accounts: [ACCOUNT], role: ROLE };
  const entries = await collectFor(rules, library, { regions: [], clock, reach, limits: { failedAttempts: 1 } });
  return judge(rules, library, entries);
}

/** Each pair with its outcome, as if it were of the usual partition. */
function outcomes({ run }: Scanned): string[] {
  return run.evaluations
    .map(
      ({ rule_id: rule, outcome, resource }) => `${rule} ${resource.type} ${resource.region} ${resource.id} ${outcome}`,
    )
    .toSorted();
}

describe.each<Partition>(["aws-cn", "aws-us-gov"])("%s", (partition) => {
  it("is read and judged as the usual partition is, the same estate in its own regions and ARNs", async () => {
    const scanned = await scan(partition);
    expect(outcomes(scanned)).toEqual(inPartition(outcomes(usual), partition).toSorted());
    expect(scanned.run.summary).toEqual(usual.run.summary);
    expect(new Set(aws.calls.map(({ region }) => region))).toEqual(new Set(REGIONS[partition]));
    const assumed = aws.callsOf("AssumeRole").map(({ input }) => input["RoleArn"]);
    expect(assumed).toEqual([`arn:${partition}:iam::${ACCOUNT}:role/${ROLE.name}`]);
  });

  it("has documents of the account, and none that names another partition", async () => {
    const { resources } = await scan(partition);
    const accounts = resources.filter(({ type }) => type === "AWS::::Account").map(({ region }) => region);
    expect(accounts.toSorted()).toEqual([...REGIONS[partition], "global"].toSorted());
    const foreign = resources.map((one) => /[^"]*arn:aws:[^"]*/.exec(JSON.stringify(one))?.[0]).filter(Boolean);
    expect(foreign).toEqual([]);
  });
});
