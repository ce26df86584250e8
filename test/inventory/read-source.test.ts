import { SHAPES_READ } from "../../src/inventory/file-blind-spot.ts";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { newTally } from "../../src/inventory/intake.ts";
import {
  ACCOUNT,
  blindSpots,
  entriesOf,
  item,
  onlyResource,
  resources,
  storageAccount,
  SUBSCRIPTION,
} from "./entries-of.ts";

const json = JSON.stringify;
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const volume = item();
const other = item({ resourceId: "vol-2", ARN: `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-2` });
const { configuration, supplementaryConfiguration: _none, ARN, awsAccountId, ...rest } = volume;
const asText = {
  ...rest,
  arn: ARN,
  accountId: awsAccountId,
  configuration: json(configuration),
  supplementaryConfiguration: {},
};

describe("readSource recognises", () => {
  it.each<[string, string, string]>([
    [
      "a delivered snapshot",
      json({ fileVersion: "1.0", configSnapshotId: "u", configurationItems: [volume] }),
      "config-snapshot",
    ],
    [
      "the same with lines",
      pretty({ fileVersion: "1.0", configSnapshotId: "u", configurationItems: [volume] }),
      "config-snapshot",
    ],
    ["history", json({ configurationItems: [asText] }), "config:GetResourceConfigHistory"],
    ["a single item", pretty(volume), "config-item"],
    ["a list of items", json([volume]), "config-item"],
    ["an item a line", `${json(volume)}\n`, "config-item"],
    [
      "a Select reply",
      pretty({ Results: [json(volume)], QueryInfo: { SelectFields: [] } }),
      "config:SelectResourceConfig",
    ],
    ["a Select reply a line", `${json({ Results: [json(volume)] })}\n`, "config:SelectResourceConfig"],
    [
      "a BatchGet reply",
      pretty({ unprocessedResourceKeys: [], baseConfigurationItems: [asText] }),
      "config:BatchGetResourceConfig",
    ],
    [
      "an aggregate reply",
      json({ BaseConfigurationItems: [asText], UnprocessedResourceIdentifiers: [] }),
      "config:BatchGetAggregateResourceConfig",
    ],
    [
      "an event",
      json({ invokingEvent: json({ configurationItem: volume, messageType: "x" }), accountId: ACCOUNT }),
      "config-event",
    ],
    ["an EventBridge event", json({ "detail-type": "x", detail: { configurationItem: volume } }), "config-event"],
    ["a notification", json({ Type: "Notification", Message: json({ configurationItem: volume }) }), "config-event"],
    ["replies in a list", json([{ Results: [json(volume)] }]), "config:SelectResourceConfig"],
  ])("%s", async (_, text, source) => {
    const { type, account, region, name, source: found } = await onlyResource(text);
    expect({ type, account, region, name, found }).toEqual({
      type: "AWS::EC2::Volume",
      account: ACCOUNT,
      region: "eu-west-1",
      name: "vol-0a1b2c3d",
      found: source,
    });
    expect(blindSpots(await entriesOf(text))).toEqual([]);
  });

  const account = storageAccount();
  const row = {
    ...account,
    resourceGroup: "books",
    subscriptionId: SUBSCRIPTION,
    tenantId: "t",
    managedBy: "",
    zones: null,
    identity: null,
  };
  const columns = Object.keys(row).map((name) => ({ name, type: "string" }));
  it.each<[string, string, string]>([
    [
      "a Resource Graph answer",
      pretty({ totalRecords: 1, count: 1, data: [row], resultTruncated: "false" }),
      "resource-graph",
    ],
    ["its table form", json({ count: 1, data: { columns, rows: [Object.values(row)] } }), "resource-graph"],
    ["its rows alone", json([row]), "resource-graph"],
    ["a single ARM document", pretty(account), "arm"],
    ["an ARM list", json({ value: [account] }), "arm"],
    ["an ARM list a line", `${json({ value: [account] })}\n`, "arm"],
    ["output of az", pretty([account]), "arm"],
    ["a document a line", `${json(account)}\n`, "arm"],
  ])("%s", async (_, text, source) => {
    const found = await onlyResource(text);
    expect(found).toMatchObject({
      type: "microsoft.storage/storageaccounts",
      account: SUBSCRIPTION,
      source,
      properties: account["properties"],
      kind: "StorageV2",
    });
    expect(blindSpots(await entriesOf(text))).toEqual([]);
  });

  it("many of one kind, one after another", async () => {
    const lines = `${json(volume)}\r\n\n${json(account)}\n${json({ Results: [json(other)] })}\n`;
    expect(resources(await entriesOf(lines)).map(({ type }) => type)).toEqual([
      "AWS::EC2::Volume",
      "microsoft.storage/storageaccounts",
      "AWS::EC2::Volume",
    ]);
    expect(resources(await entriesOf(`${pretty(volume)}\n${pretty(other)}`))).toHaveLength(2);
  });

  it("nothing in empty lists, and says nothing is wrong", async () => {
    for (const text of ["[]", '{"value":[]}', '{"configurationItems":[]}', '{"data":[],"count":0}']) {
      expect(await entriesOf(text)).toEqual([]);
    }
  });
});

describe("readSource takes", () => {
  const text = json({ fileVersion: "1.0", configurationItems: [volume, other] });
  it.each<[string, Buffer]>([
    ["gzip", gzipSync(text)],
    ["gzip in parts", Buffer.concat([gzipSync(text.slice(0, 40)), gzipSync(text.slice(40))])],
    ["gzip filled up with zeros", Buffer.concat([gzipSync(text), Buffer.alloc(512)])],
    ["a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["gzip with a byte order mark", gzipSync(Buffer.from(`\ufeff${text}`))],
  ])("%s, whatever the name and the chunks", async (_, bytes) => {
    for (const size of [1, 3, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const entries = await entriesOf(chunks);
      expect(resources(entries).map(({ name }) => name)).toEqual(["vol-0a1b2c3d", "vol-2"]);
      expect(blindSpots(entries)).toEqual([]);
    }
  });

  it("only the types wanted, and counts the others", async () => {
    const tally = newTally();
    const lines = [volume, storageAccount(), item({ resourceType: "AWS::EC2::VPC", resourceId: "vpc-1" })]
      .map((one) => json(one))
      .join("\n");
    const entries = await entriesOf(`${lines}\n`, { types: new Set(["AWS::EC2::VPC"]), tally });
    expect(resources(entries).map(({ type }) => type)).toEqual(["AWS::EC2::VPC"]);
    expect(tally).toMatchObject({ resources: 3, passed_over: 2 });
  });
});

describe("readSource makes a blind spot of", () => {
  it.each<[string, string | Buffer, Record<string, unknown>]>([
    ["an empty file", "", { reason: "not_recognized", message: "the file is empty" }],
    ["blank lines", " \n\n", { reason: "not_recognized", message: "the file is empty" }],
    ["text", "hello", { reason: "not_recognized", message: "the file is not JSON", help: SHAPES_READ }],
    ["JSON of another shape", '{"a":1}', { reason: "not_recognized", line: 1, help: SHAPES_READ }],
    ["an answer with another element", '{"value":[{"a":1}]}', { reason: "not_recognized", line: 1, help: SHAPES_READ }],
    ["a line of another shape", `${json(volume)}\n{"a":1}\n`, { reason: "not_recognized", line: 2, provider: "aws" }],
    [
      "a line that is no JSON",
      `${json(volume)}\n{"a\n${json(other)}\n`,
      { reason: "not_recognized", line: 2, provider: "aws" },
    ],
    ["a cut line", `${json(storageAccount())}\n{"a`, { reason: "truncated", line: 2, provider: "azure" }],
    ["a line with a NUL", `${json(volume)}\n{"a":"\u0000"}\n`, { reason: "not_recognized", line: 2 }],
    [
      "a line that is not UTF-8",
      Buffer.concat([Buffer.from(`${json(volume)}\n{"a":"`), Buffer.from([0xff, 0xc0]), Buffer.from('"}\n')]),
      { reason: "not_recognized", line: 2, message: "the line is not UTF-8" },
    ],
    ["a document cut off", pretty([volume, other]).slice(0, -20), { reason: "truncated", provider: "aws" }],
    ["a document damaged within", `[${json(volume)},{"a":},${json(other)}]`, { reason: "truncated", line: 1 }],
    [
      "an element of another shape",
      json({ configurationItems: [volume, { a: 1 }, other] }),
      { reason: "not_recognized", provider: "aws" },
    ],
    [
      "an oversized notification",
      json({ configurationItemSummary: volume, s3DeliverySummary: { s3BucketLocation: "bucket/key" } }),
      { reason: "not_collected", types: ["AWS::EC2::Volume"], help: "read bucket/key too" },
    ],
    [
      "what a call left out",
      json({
        baseConfigurationItems: [],
        unprocessedResourceKeys: [{ resourceType: "AWS::EC2::VPC", resourceId: "vpc-1" }],
      }),
      { reason: "not_collected", types: ["AWS::EC2::VPC"] },
    ],
    [
      "a query that chose parts of a configuration",
      pretty({
        Results: [json(volume)],
        QueryInfo: { SelectFields: [{ Name: "resourceId" }, { Name: "configuration.encrypted" }] },
      }),
      {
        reason: "not_collected",
        types: ["*"],
        message: expect.stringContaining("the query chose configuration.encrypted of configuration"),
      },
    ],
    [
      "a saved refusal",
      json({ error: { code: "AuthorizationFailed", message: "no" } }),
      { reason: "access_denied", code: "AuthorizationFailed", provider: "azure" },
    ],
    [
      "an answer that is not whole",
      json({ data: [], resultTruncated: "true" }),
      { reason: "truncated", provider: "azure" },
    ],
    [
      "a first page alone",
      json({ value: [], nextLink: "https://management.azure.com/next" }),
      { reason: "truncated", provider: "azure", call: "arm" },
    ],
    [
      "an unrecorded item",
      json(item({ configurationItemStatus: "ResourceNotRecorded" })),
      { reason: "not_recorded", account: ACCOUNT, region: "eu-west-1", types: ["AWS::EC2::Volume"] },
    ],
    ["a packed file that is cut", gzipSync(pretty([volume])).subarray(0, 60), { reason: "truncated" }],
    [
      "what stands in a packed file behind zeros",
      Buffer.concat([gzipSync(pretty([volume])), Buffer.alloc(512), gzipSync(pretty([other]))]),
      { reason: "truncated", message: "what follows the first part of the compressed file was not read" },
    ],
    ["a document that nests too deep", `[${"[".repeat(5000)}${"]".repeat(5000)}]`, { reason: "limit" }],
    [
      "a snapshot laid out anew",
      pretty({ header: { format: "demarc-snapshot", version: 1 } }),
      { reason: "not_recognized" },
    ],
    [
      "a saved run",
      '{"header":{"format":"demarc-run","version":1}}\n{"rule":{}}\n',
      {
        reason: "not_recognized",
        message: expect.stringContaining("saved run"),
        help: expect.stringContaining("report"),
      },
    ],
  ])("%s", async (_, content, expected) => {
    const [first] = blindSpots(await entriesOf(content));
    expect(first).toMatchObject(expected);
  });

  it("nothing of a query that chose whole configurations", async () => {
    const SelectFields = ["resourceId", "configuration", "configuration.encrypted"].map((Name) => ({ Name }));
    expect(blindSpots(await entriesOf(json({ Results: [json(volume)], QueryInfo: { SelectFields } })))).toEqual([]);
  });

  it("nothing where a last page is there too", async () => {
    const pages = [{ value: [], nextLink: "https://management.azure.com/next" }, { value: [] }];
    expect(blindSpots(await entriesOf(pages.map((page) => json(page)).join("\n")))).toEqual([]);
  });

  it("each provider that the file was about", async () => {
    const entries = await entriesOf(`${json(storageAccount())}\n${json(volume)}\n{"a`);
    expect(blindSpots(entries).map(({ provider }) => provider)).toEqual(["aws", "azure"]);
  });

  it("each provider, where nothing says which it hides", async () => {
    expect(blindSpots(await entriesOf("hello")).map(({ provider, types }) => [provider, types])).toEqual([
      ["aws", ["*"]],
      ["azure", ["*"]],
    ]);
  });

  it("the first faults of a file one by one, and of the rest their number", async () => {
    const spots = blindSpots(await entriesOf(`${json(volume)}\n${'{"a":1}\n'.repeat(500)}`));
    expect(spots).toHaveLength(11);
    expect(spots.at(-1)?.message).toBe("490 further places of the file were not read");
  });

  it("nothing that stands behind the damage", async () => {
    const entries = await entriesOf(`[${json(volume)},{"a":},${json(other)}]`);
    expect(resources(entries).map(({ name }) => name)).toEqual(["vol-0a1b2c3d"]);
  });
});
