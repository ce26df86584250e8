import { GetDiscoveredResourceCountsCommand, ListDiscoveredResourcesCommand } from "@aws-sdk/client-config-service";
import type { ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { awsForTest } from "../aws-for-test.ts";
import { ROLE, volume, volumes } from "../sample-estate.ts";

const test = awsForTest();

const volumeType = "AWS::EC2::Volume" as ResourceType;
const roleType = "AWS::IAM::Role" as ResourceType;

describe("GetDiscoveredResourceCounts", () => {
  it("counts what is recorded, the most first, and takes types", async () => {
    const client = await test.start({
      documents: [ROLE, ...volumes(3), volume(9, { configurationItemStatus: "ResourceDeleted" })],
    });
    const all = await client.send(new GetDiscoveredResourceCountsCommand({}));
    expect(all.totalDiscoveredResources).toBe(4);
    expect(all.resourceCounts).toEqual([
      { resourceType: volumeType, count: 3 },
      { resourceType: roleType, count: 1 },
    ]);
    const some = await client.send(new GetDiscoveredResourceCountsCommand({ resourceTypes: [roleType] }));
    expect(some.resourceCounts).toEqual([{ resourceType: roleType, count: 1 }]);
    const page = await client.send(new GetDiscoveredResourceCountsCommand({ limit: 1 }));
    const rest = await client.send(new GetDiscoveredResourceCountsCommand({ limit: 1, nextToken: page.nextToken! }));
    expect([page.resourceCounts, rest.resourceCounts, rest.nextToken]).toMatchObject([
      [{ count: 3 }],
      [{ count: 1 }],
      undefined,
    ]);
    const many = new GetDiscoveredResourceCountsCommand({ resourceTypes: Array<string>(21).fill(volumeType) });
    await expect(client.send(many)).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("ListDiscoveredResources", () => {
  it("pages by 100 and keeps ids and names apart", async () => {
    const client = await test.start({ documents: [...volumes(130), ROLE] });
    const first = await client.send(new ListDiscoveredResourcesCommand({ resourceType: volumeType }));
    expect(first.resourceIdentifiers).toHaveLength(100);
    const nextToken = first.nextToken!;
    const second = await client.send(new ListDiscoveredResourcesCommand({ resourceType: volumeType, nextToken }));
    expect([second.resourceIdentifiers?.length, second.nextToken]).toEqual([30, undefined]);
    const roles = await client.send(new ListDiscoveredResourcesCommand({ resourceType: roleType }));
    expect(roles.resourceIdentifiers).toEqual([
      { resourceType: roleType, resourceId: "AROA0LEDGER", resourceName: "ledger-writer" },
    ]);
  });

  it("shows deleted resources when asked", async () => {
    const client = await test.start({ documents: [volume(1, { configurationItemStatus: "ResourceDeleted" })] });
    const input = { resourceType: volumeType };
    expect((await client.send(new ListDiscoveredResourcesCommand(input))).resourceIdentifiers).toEqual([]);
    const all = await client.send(new ListDiscoveredResourcesCommand({ ...input, includeDeletedResources: true }));
    expect(all.resourceIdentifiers![0]!.resourceDeletionTime).toEqual(new Date("2026-11-19T10:00:00.250Z"));
  });
});
