import { beforeAll, describe, expect, it } from "vitest";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { resolveBelowLocalhost } from "./below-localhost.ts";
import { ACCOUNT, REGIONS } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { directDocuments, rules, scanEstate, scanInPages } from "./scan-direct.ts";

const documents = await directDocuments();
const scan = scanInPages(documents);

beforeAll(resolveBelowLocalhost);

describe("where things are read from", () => {
  const [volumes, roles] = ["AWS::EC2::Volume", "AWS::IAM::Role"];
  const only = rules.filter(({ id }) => id.startsWith("aws-ec2-volume-") || id.startsWith("aws-iam-role-"));
  const callsBy = ({ resources }: Scanned, type: string): Set<string> =>
    new Set(resources.filter((one) => one.type === type).map(({ source }) => source!));

  it("auto: AWS Config where it records, and no other call", async () => {
    const scanned = await scan({ source: "auto", only });
    expect(callsBy(scanned, volumes)).toEqual(new Set(["config:SelectResourceConfig"]));
    expect(scanned.aws.callsOf("DescribeVolumes")).toEqual([]);
  });

  it("auto: the services for the types and regions that it leaves out", async () => {
    const recorders = [{ region: "eu-west-1", excludes: [volumes] }, { globalTypes: false }];
    const scanned = await scan({ source: "auto", only, recorders });
    expect(callsBy(scanned, volumes)).toEqual(new Set(["config:SelectResourceConfig", "ec2:DescribeVolumes"]));
    const asked = scanned.aws.callsOf("DescribeVolumes").map(({ region }) => region);
    expect(new Set(asked)).toEqual(new Set(["eu-west-1"]));
    expect(callsBy(scanned, roles).size).toBe(1);
    expect(scanned.blindSpots).toEqual([]);
  });

  it("auto: everything from the services where there is no recorder", async () => {
    const scanned = await scan({ source: "auto", only, recorders: [{ state: "absent" }] });
    expect(callsBy(scanned, volumes)).toEqual(new Set(["ec2:DescribeVolumes"]));
    expect(callsBy(scanned, roles)).toEqual(new Set(["iam:GetAccountAuthorizationDetails"]));
    expect(
      scanned.reads
        .filter(({ type }) => type === volumes)
        .map(({ region }) => region)
        .toSorted(),
    ).toEqual(REGIONS.toSorted());
  });

  it("auto: the services where the recorder was started minutes ago, and may not have recorded all", async () => {
    const recorders = [{ region: "eu-west-1", started: "2026-11-20T11:55:00Z" }, {}];
    const scanned = await scan({ source: "auto", only, recorders });
    const asked = scanned.aws.callsOf("DescribeVolumes").map(({ region }) => region);
    expect(new Set(asked)).toEqual(new Set(["eu-west-1"]));
    expect(scanned.blindSpots).toEqual([]);
  });

  it("auto: the services for the types beside those that the recorder was told of", async () => {
    const recorders = [{ only: [roles], region: "eu-west-1" }, { only: [volumes] }];
    const scanned = await scan({ source: "auto", only, recorders });
    const callsIn = (type: string, region: string): string[] =>
      scanned.reads.filter((read) => read.type === type && read.region === region).map(({ call }) => call);
    expect(callsIn(volumes, "eu-west-1")).toEqual(["ec2:DescribeVolumes"]);
    expect(callsIn(volumes, "us-east-1")).toEqual(["config:SelectResourceConfig"]);
    expect(callsIn(roles, "global")).toEqual(["config:SelectResourceConfig"]);
    expect([scanned.blindSpots, scanned.run.warnings]).toEqual([[], []]);
  });

  it("auto: each account by its own recorder", async () => {
    const other = "444455556666";
    const both = documents
      .filter(({ type }) => type === volumes)
      .flatMap((one) =>
        [ACCOUNT, other].map((id) => JSON.parse(JSON.stringify(one).replaceAll(ACCOUNT, id)) as ResourceDocument),
      );
    const role = { name: "demarc-read", sessionName: "demarc" };
    const scanned = await scanEstate({
      source: "auto",
      only: only.filter(({ resource }) => resource.includes(volumes)),
      estate: { documents: both, recorders: [{ account: other, state: "absent" }] },
      options: { reach: { ...OWN_ACCOUNT, accounts: [ACCOUNT, other], role } },
    });
    const told = new Set(scanned.resources.map(({ account, source }) => `${account} ${source}`));
    expect(told).toEqual(new Set([`${ACCOUNT} config:SelectResourceConfig`, `${other} ec2:DescribeVolumes`]));
  });

  it.each([
    ["DescribeConfigurationRecorders", "access_denied", "access_denied"],
    ["DescribeConfigurationRecorderStatus", "throttle", "throttled"],
    ["SelectResourceConfig", "html_500", "service_error"],
  ] as const)("auto: where %s meets %s, the services, and that is said", async (operation, fault, reason) => {
    const faults = [{ operation, region: "us-west-2", fault }];
    const scanned = await scan({ source: "auto", only, faults });
    const instead = scanned.reads.filter((read) => read.instead_of !== undefined);
    expect(instead).toMatchObject([
      { region: "us-west-2", type: volumes, call: "ec2:DescribeVolumes", instead_of: { reason } },
    ]);
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.run.warnings).toHaveLength(1);
    expect(scanned.run.warnings[0]).toContain(
      `1 type in ${ACCOUNT} us-west-2 came from other calls instead; to fix it:`,
    );
    const volumesThere = documents.filter(({ type, region }) => type === volumes && region === "us-west-2");
    expect(scanned.resources.filter(({ region }) => region === "us-west-2")).toHaveLength(volumesThere.length);
  });

  it("direct: AWS Config is not asked, and types that only it gives are blind", async () => {
    const certificates = rules.filter(({ id }) => id.startsWith("aws-acm-"));
    const scanned = await scan({ source: "direct", only: [...only, ...certificates] });
    expect(scanned.aws.calls.filter(({ service }) => service === "config")).toEqual([]);
    expect(scanned.blindSpots.map(({ types, reason }) => [types, reason])).toEqual(
      REGIONS.map(() => [["AWS::ACM::Certificate"], "not_collected"]),
    );
  });
});
