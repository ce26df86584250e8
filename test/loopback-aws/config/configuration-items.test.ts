import { BatchGetResourceConfigCommand, GetResourceConfigHistoryCommand } from "@aws-sdk/client-config-service";
import type { ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { normalizeAws } from "../../../src/inventory/normalize-aws.ts";
import { awsForTest } from "../aws-for-test.ts";
import { BUCKET, BUCKET_POLICY, ROLE, volume } from "../sample-estate.ts";

const test = awsForTest();

const volumeType = "AWS::EC2::Volume" as ResourceType;
const roleType = "AWS::IAM::Role" as ResourceType;

describe("BatchGetResourceConfig", () => {
  it("has texts and dates, and neither tags nor relationships", async () => {
    const client = await test.start({ documents: [BUCKET, ROLE] });
    const resourceKeys = [
      { resourceType: "AWS::S3::Bucket" as ResourceType, resourceId: "ledger-books" },
      { resourceType: roleType, resourceId: "AROA0LEDGER" },
      { resourceType: roleType, resourceId: "ledger-writer" },
    ];
    const reply = await client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
    const [bucket, role, ...more] = reply.baseConfigurationItems!;
    expect([more, reply.unprocessedResourceKeys]).toEqual([[], []]);
    expect(role!.configurationItemCaptureTime).toEqual(new Date("2026-10-01T08:00:00Z"));
    expect(role!.resourceCreationTime).toEqual(new Date("2025-01-01T08:00:00Z"));
    expect(JSON.parse(bucket!.supplementaryConfiguration!["BucketPolicy"]!)).toEqual({
      policyText: JSON.stringify(BUCKET_POLICY),
    });
    expect(typeof JSON.parse(bucket!.supplementaryConfiguration!["AccessControlList"]!)).toBe("string");
    expect(bucket!.supplementaryConfiguration!["IsRequesterPaysEnabled"]).toBe("false");
    expect(Object.keys(bucket!)).not.toEqual(expect.arrayContaining(["tags"]));
    expect(Object.keys(bucket!)).not.toEqual(expect.arrayContaining(["relationships"]));
    const entry = normalizeAws(bucket, { source: "config:BatchGetResourceConfig" });
    const { configuration, supplementaryConfiguration } = BUCKET;
    expect(entry).toMatchObject({ resource: { configuration, supplementaryConfiguration } });
  });

  it.each([0, 101])("refuses %i keys", async (count) => {
    const client = await test.start({});
    const resourceKeys = Array.from({ length: count }, (_, id) => ({
      resourceType: volumeType,
      resourceId: `vol-${id}`,
    }));
    const call = client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
    await expect(call).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("says nothing of what was deleted", async () => {
    const client = await test.start({ documents: [volume(1, { configurationItemStatus: "ResourceDeleted" })] });
    const resourceKeys = [{ resourceType: volumeType, resourceId: "vol-0001" }];
    const reply = await client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
    expect(reply).toMatchObject({ baseConfigurationItems: [], unprocessedResourceKeys: [] });
  });
});

describe("GetResourceConfigHistory", () => {
  it("has the present item with its tags", async () => {
    const client = await test.start({ documents: [volume(1)] });
    const input = { resourceType: volumeType, resourceId: "vol-0001" };
    const { configurationItems } = await client.send(new GetResourceConfigHistoryCommand(input));
    expect(configurationItems).toMatchObject([{ tags: { team: "ledger" }, relationships: [], arn: volume(1).id }]);
    const other = new GetResourceConfigHistoryCommand({ ...input, resourceId: "vol-2" });
    await expect(client.send(other)).rejects.toMatchObject({ name: "ResourceNotDiscoveredException" });
  });
});
