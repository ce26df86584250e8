import {
  BatchGetResourceConfigCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { ConfigServiceClient, ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { awsForTest } from "../aws-for-test.ts";
import { configClient } from "../config-client.ts";
import { ACCOUNT, ROLE, volume, volumes } from "../sample-estate.ts";

const test = awsForTest();

const volumeType = "AWS::EC2::Volume" as ResourceType;

function select(Expression: string, more: { Limit?: number; NextToken?: string } = {}): SelectResourceConfigCommand {
  return new SelectResourceConfigCommand({ Expression, ...more });
}

describe("recorders", () => {
  async function recorders(client: ConfigServiceClient): Promise<unknown[]> {
    const { ConfigurationRecorders } = await client.send(new DescribeConfigurationRecordersCommand({}));
    const { ConfigurationRecordersStatus } = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
    return [ConfigurationRecorders, ConfigurationRecordersStatus];
  }
  const name = "default";

  it.each([
    [
      "everything",
      {},
      { allSupported: true, includeGlobalResourceTypes: true },
      { recording: true, lastStatus: "SUCCESS" },
    ],
    ["no global types", { globalTypes: false }, { includeGlobalResourceTypes: false }, { recording: true }],
    [
      "nothing any more",
      { state: "stopped" },
      { allSupported: true },
      { recording: false, lastStopTime: new Date("2026-11-20T06:00:00Z") },
    ],
    [
      "all but a type",
      { excludes: ["AWS::EC2::Volume"] },
      {
        allSupported: false,
        exclusionByResourceTypes: { resourceTypes: ["AWS::EC2::Volume"] },
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
      },
      { recording: true },
    ],
    [
      "one type",
      { only: ["AWS::EC2::Volume"] },
      { resourceTypes: ["AWS::EC2::Volume"], recordingStrategy: { useOnly: "INCLUSION_BY_RESOURCE_TYPES" } },
      { recording: true },
    ],
    ["without delivering", { failing: true }, { allSupported: true }, { recording: true, lastStatus: "FAILURE" }],
  ] as const)("record %s", async (_, recorder, recordingGroup, status) => {
    const client = await test.start({ recorders: [recorder] });
    const arn = expect.stringContaining(`arn:aws:config:eu-west-1:${ACCOUNT}:configuration-recorder/default/`);
    expect(await recorders(client)).toMatchObject([[{ name, arn, recordingGroup }], [{ name, arn, ...status }]]);
  });

  it("are absent where nobody set one up, and found by account and region", async () => {
    const client = await test.start({ documents: volumes(1), recorders: [{ region: "eu-west-1", state: "absent" }] });
    expect(await recorders(client)).toEqual([[], []]);
    expect(await recorders(configClient(test.aws, { region: "eu-north-1" }))).toMatchObject([[{ name }], [{ name }]]);
    expect((await client.send(select("SELECT arn"))).Results).toEqual([]);
    const list = new ListDiscoveredResourcesCommand({ resourceType: volumeType });
    await expect(client.send(list)).rejects.toMatchObject({ name: "NoAvailableConfigurationRecorderException" });
  });

  it("of a service stand beside the customer's own", async () => {
    const client = await test.start({ recorders: [{ serviceLinked: true, state: "absent", withoutArn: true }] });
    const [[recorder]] = (await recorders(client)) as [Record<string, unknown>[], unknown];
    expect(recorder).toMatchObject({ recordingScope: "INTERNAL", servicePrincipal: expect.any(String) });
    expect(recorder!["arn"]).toBeUndefined();
  });

  it("that stopped leave what they had recorded, and no counts", async () => {
    const client = await test.start({ documents: volumes(1), recorders: [{ state: "stopped" }] });
    expect((await client.send(select("SELECT arn"))).Results).toHaveLength(1);
    expect((await client.send(new GetDiscoveredResourceCountsCommand({}))).resourceCounts).toEqual([]);
  });

  it("that leave out a type know its resources by name only", async () => {
    const client = await test.start({
      documents: [volume(1), ROLE],
      recorders: [{ excludes: [volumeType], globalTypes: false }],
    });
    expect((await client.send(select("SELECT arn"))).Results).toEqual([]);
    const list = await client.send(new ListDiscoveredResourcesCommand({ resourceType: volumeType }));
    expect(list.resourceIdentifiers).toMatchObject([{ resourceId: "vol-0001" }]);
    const resourceKeys = [{ resourceType: volumeType, resourceId: "vol-0001" }];
    const { baseConfigurationItems } = await client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
    expect(baseConfigurationItems).toMatchObject([{ configurationItemStatus: "ResourceNotRecorded" }]);
    expect(baseConfigurationItems![0]!.configuration).toBeUndefined();
  });
});
