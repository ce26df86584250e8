import {
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  paginateSelectResourceConfig,
  SelectResourceConfigCommand,
} from "@aws-sdk/client-config-service";
import type { ResourceType } from "@aws-sdk/client-config-service";
import { describe, expect, it } from "vitest";
import { normalizeAws } from "../../../src/inventory/normalize-aws.ts";
import { awsForTest } from "../aws-for-test.ts";
import { configClient, KEY } from "../config-client.ts";
import {
  ACCOUNT,
  BUCKET,
  BUCKET_POLICY,
  FOREIGN,
  OTHER_ACCOUNT,
  ROLE,
  TRUST,
  volume,
  volumes,
} from "../sample-estate.ts";

const test = awsForTest();

const EVERYTHING =
  "SELECT accountId, awsRegion, resourceType, resourceId, resourceName, arn, tags, relationships, configuration, " +
  "supplementaryConfiguration, configurationItemCaptureTime, configurationItemStatus, resourceCreationTime";

const volumeType = "AWS::EC2::Volume" as ResourceType;

function select(Expression: string, more: { Limit?: number; NextToken?: string } = {}): SelectResourceConfigCommand {
  return new SelectResourceConfigCommand({ Expression, ...more });
}

interface Row {
  readonly [key: string]: unknown;
  readonly configuration: Readonly<Record<string, string>>;
  readonly supplementaryConfiguration: Readonly<Record<string, string>>;
}

function rowsOf({ Results = [] }: { Results?: string[] | undefined }): Row[] {
  return Results.map((text) => JSON.parse(text));
}

describe("SelectResourceConfig", () => {
  it("hands on every row once, page by page", async () => {
    const client = await test.start({ documents: volumes(230) });
    const ids: unknown[] = [];
    const input = { Expression: "SELECT resourceId WHERE resourceType = 'AWS::EC2::Volume'" };
    for await (const page of paginateSelectResourceConfig({ client, pageSize: 100 }, input)) {
      ids.push(...rowsOf(page).map((row) => row["resourceId"]));
    }
    expect(ids).toEqual(volumes(230).map(({ name }) => name));
    expect(test.aws.callsOf("SelectResourceConfig").map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok"]);
  });

  it("has 25 rows on a page unless asked, and groups on pages of their own", async () => {
    const client = await test.start({ documents: volumes(60) });
    expect((await client.send(select("SELECT resourceId"))).Results).toHaveLength(25);
    expect((await client.send(select("SELECT resourceId", { Limit: 0 }))).Results).toHaveLength(25);
    expect((await client.send(select("SELECT resourceId, COUNT(*) GROUP BY resourceId"))).Results).toHaveLength(60);
  });

  it("shows policies as the texts that they are delivered in", async () => {
    const client = await test.start({ documents: [BUCKET, ROLE] });
    const reply = await client.send(select(EVERYTHING));
    const [bucket, role] = rowsOf(reply);
    expect(reply.QueryInfo?.SelectFields?.map(({ Name }) => Name)).toContain("supplementaryConfiguration");
    expect(bucket!["tags"]).toEqual([{ key: "team", tag: "team=ledger", value: "ledger" }]);
    expect(bucket!.supplementaryConfiguration["BucketPolicy"]).toEqual({ policyText: JSON.stringify(BUCKET_POLICY) });
    expect(bucket!.supplementaryConfiguration["BucketLoggingConfiguration"]).toEqual({});
    expect(JSON.parse(bucket!.supplementaryConfiguration["AccessControlList"]!).grantList[0].grantee).toBe("AllUsers");
    expect(decodeURIComponent(role!.configuration["assumeRolePolicyDocument"]!)).toBe(JSON.stringify(TRUST));
    expect(role).toMatchObject({ resourceId: "AROA0LEDGER", resourceName: "ledger-writer", awsRegion: "global" });
  });

  it("is normalised back to the documents, but for what was null", async () => {
    const documents = [ROLE, volume(3, { configuration: { volumeId: "vol-0003", encrypted: false, size: 20 } })];
    const client = await test.start({ documents });
    const rows = rowsOf(await client.send(select(EVERYTHING)));
    const entries = rows.map((row) => normalizeAws(row, { source: "config:SelectResourceConfig" }));
    expect(entries).toMatchObject([{ resource: documents[1] }, { resource: documents[0] }]);
  });

  it("has no configuration of another provider's types", async () => {
    const client = await test.start({ documents: [FOREIGN] });
    const [row] = rowsOf(await client.send(select("SELECT resourceType, configuration")));
    expect(row).toEqual({ resourceType: "Acme::Mail::Box", configuration: null });
  });

  it("still shows what was deleted, and not what is known by name only", async () => {
    const documents = [
      volume(1, { configurationItemStatus: "ResourceDeleted" }),
      volume(2, { configurationItemStatus: "ResourceNotRecorded" }),
    ];
    const client = await test.start({ documents });
    const rows = rowsOf(await client.send(select("SELECT resourceId, configurationItemStatus")));
    expect(rows).toEqual([{ resourceId: "vol-0001", configurationItemStatus: "ResourceDeleted" }]);
    const list = await client.send(new ListDiscoveredResourcesCommand({ resourceType: volumeType }));
    expect(list.resourceIdentifiers).toMatchObject([{ resourceId: "vol-0002" }]);
  });

  it("shows only the account of the credentials and the region of the endpoint", async () => {
    const documents = [volume(1), volume(2, { region: "eu-north-1" }), volume(3, { account: OTHER_ACCOUNT }), ROLE];
    await test.start({ documents, accounts: { [KEY]: ACCOUNT, OTHER: OTHER_ACCOUNT } });
    const ids = async (options: object): Promise<unknown[]> =>
      rowsOf(await configClient(test.aws, options).send(select("SELECT resourceId"))).map((row) => row["resourceId"]);
    expect(await ids({ region: "eu-west-1" })).toEqual(["vol-0001", "AROA0LEDGER"]);
    expect(await ids({ region: "eu-north-1" })).toEqual(["vol-0002", "AROA0LEDGER"]);
    expect(await ids({ region: "eu-west-1", accessKeyId: "OTHER" })).toEqual(["vol-0003"]);
    expect(test.aws.calls.map(({ account, region }) => `${account} ${region}`)).toEqual([
      `${ACCOUNT} eu-west-1`,
      `${ACCOUNT} eu-north-1`,
      `${OTHER_ACCOUNT} eu-west-1`,
    ]);
  });

  it("leaves out types that cannot be selected, which the counts still have", async () => {
    const client = await test.start({ documents: volumes(2), notSelectable: ["AWS::EC2::Volume"] });
    expect((await client.send(select("SELECT COUNT(*) WHERE resourceType = 'AWS::EC2::Volume'"))).Results).toEqual([
      '{"COUNT(*)":0}',
    ]);
    const counts = await client.send(new GetDiscoveredResourceCountsCommand({}));
    expect(counts.resourceCounts).toEqual([{ resourceType: volumeType, count: 2 }]);
  });

  it.each([
    ["a wrong expression", select("SELECT nothing"), "InvalidExpressionException"],
    ["a limit over 100", select("SELECT arn", { Limit: 101 }), "InvalidLimitException"],
    ["a token that it never gave", select("SELECT arn", { NextToken: "abc" }), "InvalidNextTokenException"],
    ["too long an expression", select(`SELECT ${"arn, ".repeat(900)}arn`), "ValidationException"],
  ])("refuses %s", async (_, command, name) => {
    const client = await test.start({});
    await expect(client.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it("refuses the token of another query", async () => {
    const client = await test.start({ documents: volumes(3) });
    const { NextToken } = await client.send(select("SELECT arn", { Limit: 2 }));
    const other = select("SELECT resourceId", { Limit: 2, NextToken: NextToken! });
    await expect(client.send(other)).rejects.toMatchObject({ name: "InvalidNextTokenException" });
  });
});
