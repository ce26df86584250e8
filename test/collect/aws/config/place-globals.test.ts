import { describe, expect, it } from "vitest";
import { placeGlobals } from "../../../../src/collect/aws/config/place-globals.ts";
import type { Region } from "../../../../src/collect/aws/config/region.ts";
import { fakeApi } from "./fake-api.ts";

const ROLE = "AWS::IAM::Role";
const ZONE = "AWS::Route53::HostedZone";

function region(name: string, counts: Record<string, number> = {}, records = [ROLE, ZONE]): Region {
  return {
    api: { ...fakeApi(() => ({})), region: name },
    records: (type) => records.includes(type),
    isDaily: () => false,
    counts: { selectable: new Map(Object.entries(counts)), discovered: new Map() },
  };
}

function blind(name: string): Region {
  const api = { ...fakeApi(() => ({})), region: name };
  return { api, blind: { reason: "access_denied", message: `${name} is closed` } };
}

describe("things without a region", () => {
  it.each<[string, string, Region[], string]>([
    ["from the first region that records them", ROLE, [region("eu-west-1"), region("us-east-1")], "eu-west-1"],
    [
      "from the region that has most of them",
      ROLE,
      [region("eu-west-1"), region("us-east-1", { [ROLE]: 3 })],
      "us-east-1",
    ],
    ["not from one that leaves them out", ROLE, [region("eu-west-1", {}, []), region("us-east-1")], "us-east-1"],
    ["from their home region", ZONE, [region("eu-west-1", { [ZONE]: 9 }), region("us-east-1")], "us-east-1"],
    ["from another region where it has some", ZONE, [region("eu-west-1", { [ZONE]: 9 })], "eu-west-1"],
    ["from their home in another partition", ZONE, [region("us-gov-east-1"), region("us-gov-west-1")], "us-gov-west-1"],
  ])("come %s", (_, type, regions, expected) => {
    const { from, nowhere } = placeGlobals([type], regions);
    expect([...from].map(([{ api }, types]) => [api.region, types])).toEqual([[expected, [type]]]);
    expect(nowhere).toEqual([]);
  });

  it.each<[string, string, Region[], object]>([
    ["the home region was not asked for", ZONE, [region("eu-west-1")], { reason: "not_collected" }],
    ["the home region is closed", ZONE, [region("eu-west-1"), blind("us-east-1")], { message: "us-east-1 is closed" }],
    ["no region records them", ROLE, [region("eu-west-1", {}, [])], { reason: "not_recorded" }],
    ["all regions are closed", ROLE, [blind("eu-west-1")], { message: "eu-west-1 is closed" }],
  ])("are a blind spot where %s", (_, type, regions, cause) => {
    const { from, nowhere } = placeGlobals([type], regions);
    expect(from.size).toBe(0);
    expect(nowhere).toMatchObject([{ types: [type], cause }]);
  });
});
