import { join } from "node:path";
import {
  BatchGetResourceConfigCommand,
  paginateSelectResourceConfig,
  paginateListDiscoveredResources,
} from "@aws-sdk/client-config-service";
import type { ResourceType } from "@aws-sdk/client-config-service";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { normalizeAws } from "../../src/inventory/normalize-aws.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { configClient, KEY } from "./config-client.ts";
import { startAws } from "./start-aws.ts";
import type { LoopbackAws } from "./start-aws.ts";

const ACCOUNTS = { [KEY]: "111122223333", AKIALOOPBACK00000002: "444455556666" };
const REGIONS = ["eu-west-1", "eu-central-1", "us-east-1"];
const EVERYTHING =
  "SELECT accountId, awsRegion, resourceType, resourceId, resourceName, arn, tags, relationships, configuration, " +
  "supplementaryConfiguration, configurationItemCaptureTime, configurationItemStatus, resourceCreationTime";

describe("the sample estate, served and read back", () => {
  const documents = new Map<string, ResourceDocument>();
  let aws: LoopbackAws;

  beforeAll(async () => {
    const estate = join(import.meta.dirname, "../../fixtures/estate");
    for await (const entry of readSource([estate], { cwd: estate, stdin: null })) {
      if (!("resource" in entry)) continue;
      const { provider, type, account, region } = entry.resource;
      const isServed = provider === "aws" && type !== "AWS::::Account" && [...REGIONS, "global"].includes(region);
      if (isServed) documents.set(`${account} ${type} ${entry.resource.id}`, entry.resource);
    }
    aws = await startAws({ documents: [...documents.values()], accounts: ACCOUNTS });
  });
  afterAll(() => aws.close());

  it("is large enough to say something", () => {
    expect(documents.size).toBeGreaterThan(100);
  });

  it("has the same documents by ListDiscoveredResources and BatchGetResourceConfig", async () => {
    const types = new Set([...documents.values()].map(({ type }) => type as ResourceType));
    const read = new Map<string, ResourceDocument>();
    for (const client of clients()) {
      for (const resourceType of types) {
        for await (const { resourceIdentifiers = [] } of paginateListDiscoveredResources(
          { client },
          { resourceType },
        )) {
          if (resourceIdentifiers.length === 0) continue;
          const resourceKeys = resourceIdentifiers.map(({ resourceId }) => ({ resourceType, resourceId }));
          const { baseConfigurationItems = [] } = await client.send(
            new BatchGetResourceConfigCommand({ resourceKeys }),
          );
          for (const item of baseConfigurationItems)
            keep(read, normalizeAws(item, { source: "config:BatchGetResourceConfig" }));
        }
      }
    }
    expect([...read.keys()].toSorted()).toEqual([...documents.keys()].toSorted());
    for (const [name, document] of read) expect(bodyOf(document), name).toEqual(bodyOf(documents.get(name)!));
  });

  it("has the same documents by SelectResourceConfig, but for what was null", async () => {
    const read = new Map<string, ResourceDocument>();
    for (const client of clients()) {
      for await (const { Results = [] } of paginateSelectResourceConfig(
        { client, pageSize: 100 },
        { Expression: EVERYTHING },
      )) {
        for (const row of Results) keep(read, normalizeAws(JSON.parse(row), { source: "config:SelectResourceConfig" }));
      }
    }
    expect([...read.keys()].toSorted()).toEqual([...documents.keys()].toSorted());
    for (const [name, document] of read) {
      expect(withoutNulls(bodyOf(document)), name).toEqual(withoutNulls(bodyOf(documents.get(name)!)));
      expect(document.tags ?? {}, name).toEqual(documents.get(name)!.tags ?? {});
    }
  });

  function clients(): ReturnType<typeof configClient>[] {
    return Object.keys(ACCOUNTS).flatMap((accessKeyId) =>
      REGIONS.map((region) => configClient(aws, { accessKeyId, region })),
    );
  }
});

function keep(read: Map<string, ResourceDocument>, entry: SnapshotEntry | undefined): void {
  if (entry === undefined || !("resource" in entry)) throw new Error(`no resource: ${JSON.stringify(entry)}`);
  const { account, type, id } = entry.resource;
  read.set(`${account} ${type} ${id}`, entry.resource);
}

function bodyOf({
  name,
  region,
  captured_at,
  configuration = null,
  supplementaryConfiguration = {},
}: ResourceDocument): object {
  return { name, region, captured_at, configuration, supplementaryConfiguration };
}

/** Also what a policy holds: nobody writes null there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
