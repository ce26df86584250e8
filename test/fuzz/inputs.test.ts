import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, item, storageAccount } from "../inventory/entries-of.ts";
import { FUZZ_TIME, fuzzRuns } from "./fuzz-runs.ts";
import { judge } from "./judge-input.ts";
import { changedText } from "./mutate-text.ts";
import { changedTree } from "./mutate-tree.ts";

/** Every shape that is read, changed: what comes of it are documents and blind spots, and a run that adds up. */

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const json = JSON.stringify;
const volume = item();
const ESTATE = path("fixtures/estate");
const delivered = readdirSync(join(ESTATE, "aws")).flatMap(
  (name) =>
    (JSON.parse(readFileSync(join(ESTATE, "aws", name), "utf8")) as { configurationItems: unknown[] })
      .configurationItems,
);
const graph = readdirSync(join(ESTATE, "azure")).flatMap(
  (name) => (JSON.parse(readFileSync(join(ESTATE, "azure", name), "utf8")) as { data: unknown[] }).data,
);
const few = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, index) => index % Math.ceil(all.length / count) === 0);

const SHAPES: Readonly<Record<string, readonly unknown[]>> = {
  "delivered snapshot": [
    { fileVersion: "1.0", configSnapshotId: "u", configurationItems: [volume] },
    ...few(delivered, 60).map((one) => ({ fileVersion: "1.0", configurationItems: [one] })),
  ],
  history: [{ configurationItems: [volume, { ...volume, configurationItemCaptureTime: "2026-11-19T00:00:00.000Z" }] }],
  "Select reply": [{ Results: [json(volume), json({ resourceType: "AWS::S3::Bucket" })], NextToken: "x" }],
  "BatchGet reply": [
    { baseConfigurationItems: [volume], unprocessedResourceKeys: [{ resourceType: "AWS::EC2::VPC", resourceId: "v" }] },
    { BaseConfigurationItems: [volume], UnprocessedResourceIdentifiers: [{ SourceAccountId: ACCOUNT }] },
  ],
  event: [
    { invokingEvent: json({ configurationItem: volume }), accountId: ACCOUNT },
    { "detail-type": "x", detail: { configurationItem: volume } },
    { Type: "Notification", Message: json({ configurationItemSummary: volume, s3DeliverySummary: {} }) },
  ],
  "Resource Graph": [
    { totalRecords: 1, count: 1, data: few(graph, 20), resultTruncated: "false", $skipToken: "t" },
    { data: { columns: [{ name: "id" }, { name: "type" }], rows: [["/subscriptions/x", "microsoft.compute/disks"]] } },
  ],
  ARM: [
    { value: [storageAccount(), storageAccount()], nextLink: "https://management.azure.com/next" },
    storageAccount(),
    { error: { code: "AuthorizationFailed", message: "no" } },
  ],
};

describe.each(Object.entries(SHAPES))("%s", (_, trees) => {
  it(
    "changed in its tree",
    async () => {
      await fc.assert(
        fc.asyncProperty(changedTree(trees), (tree) => judge(Buffer.from(`${json(tree)}\n`))),
        fuzzRuns(40),
      );
    },
    FUZZ_TIME,
  );
});

const SNAPSHOT = readFileSync(join(ESTATE, "collected.ndjson"), "utf8").split("\n").slice(0, 12).join("\n");
const TEXTS = [SNAPSHOT, ...Object.values(SHAPES).flatMap((trees) => [json(trees), json(trees[0], null, 2)])].map(
  (text) => text.slice(0, 60_000),
);

it(
  "text of any shape, changed",
  async () => {
    await fc.assert(fc.asyncProperty(changedText(TEXTS), judge), fuzzRuns(100));
  },
  FUZZ_TIME,
);

it(
  "packed files of any shape, changed",
  async () => {
    const packed = fc
      .tuple(fc.constantFrom(...TEXTS), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 }))
      .map(([text, at, byte]) => {
        const bytes = Buffer.from(gzipSync(text));
        bytes[Math.floor(at * (bytes.length - 1))] = byte;
        return bytes.subarray(0, Math.ceil((1 - at / 2) * bytes.length));
      });
    await fc.assert(fc.asyncProperty(packed, judge), fuzzRuns(40));
  },
  FUZZ_TIME,
);

it("pollutes nothing", () => {
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
