import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { entriesOf, fromInputs, item, resources, storageAccount } from "./entries-of.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-twice-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MADE = { header: { format: "demarc-snapshot", version: 1, made: "2026-11-20T00:00:00Z" } };
const ID = (storageAccount()["id"] as string).toLowerCase();

/** A snapshot that holds the storage account as it was confirmed at that time. */
function snapshot(confirmed_at: string): string {
  const resource = {
    type: "microsoft.storage/storageaccounts",
    account: ID.split("/")[2],
    region: "westeurope",
    id: ID,
    name: "Ledger01",
    provider: "azure",
    confirmed_at,
    properties: { from: confirmed_at },
  };
  return `${JSON.stringify(MADE)}\n${JSON.stringify({ resource })}\n`;
}

async function read(...texts: readonly string[]): Promise<SnapshotEntry[]> {
  for (const [at, text] of texts.entries()) writeFileSync(join(folder, `${at}.json`), text);
  return fromInputs(["."], { cwd: folder });
}

describe("an Azure resource that several files tell of", () => {
  const page = JSON.stringify({ value: [storageAccount(), storageAccount({ id: `${ID}2`, name: "other" })] });

  it("is counted once, whatever the case of its id", async () => {
    const shouted = JSON.stringify({ value: [storageAccount({ id: ID.toUpperCase() })] });
    const entries = await read(page, shouted);
    expect(resources(entries).map(({ name }) => name)).toEqual(["Ledger01", "other"]);
    expect(entries).toContainEqual({ skipped: { reason: "duplicate", count: 1 } });
  });

  it.each([[["2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"]], [["2026-11-20T00:00:00Z", "2026-11-19T00:00:00Z"]]])(
    "is what was confirmed last: %j",
    async (times) => {
      const entries = await read(...times.map(snapshot));
      expect(resources(entries).map(({ properties }) => properties)).toEqual([{ from: "2026-11-20T00:00:00Z" }]);
    },
  );

  it("is what was confirmed at all, beside a file that says no time", async () => {
    const entries = await read(page, snapshot("2026-11-19T00:00:00Z"));
    const found = resources(entries).find(({ id }) => id === ID);
    expect(found?.["properties"]).toEqual({ from: "2026-11-19T00:00:00Z" });
    expect(resources(entries)).toHaveLength(2);
  });
});

const json = JSON.stringify;

describe("an Azure resource that two exports tell of", () => {
  const changed = (lastModifiedAt: string): Record<string, unknown> =>
    storageAccount({ systemData: { lastModifiedAt }, properties: { from: lastModifiedAt } });
  const [earlier, later] = [changed("2026-01-01T00:00:00.000Z"), changed("2026-02-01T00:00:00.000Z")];
  const { properties: _left, ...listed } = storageAccount();

  it.each([[[earlier, later]], [[later, earlier]]])("is as it was changed last", async (documents) => {
    const found = resources(await read(...documents.map((document) => json([document]))));
    expect(found.map(({ properties }) => properties)).toEqual([later["properties"]]);
  });

  it("is as the one tells that has more of it", async () => {
    const found = resources(await read(json([listed]), json(storageAccount())));
    expect(found.map(({ properties }) => properties)).toEqual([storageAccount()["properties"]]);
  });

  it("is counted once in one file too", async () => {
    expect(resources(await entriesOf(json([storageAccount(), listed])))).toHaveLength(1);
  });
});

describe("an AWS resource that several files tell of", () => {
  const SNAPSHOT = (region: string): string => `111122223333_Config_${region}_ConfigSnapshot_20261120T060000Z_u.json`;
  const at = (day: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
    item({ configurationItemCaptureTime: `${day}T00:00:00.000Z`, configuration: { from: day }, ...changes });
  const first = at("2026-11-01");
  const second = at("2026-11-02");
  const gone = at("2026-11-03", { configurationItemStatus: "ResourceDeleted" });
  const select = (...items: readonly unknown[]): string => json({ Results: items.map((one) => json(one)) });
  const delivered = (...items: readonly unknown[]): string => json({ fileVersion: "1.0", configurationItems: items });
  const states = (entries: readonly SnapshotEntry[]): unknown[] =>
    resources(entries).map(({ configuration }) => configuration);

  it.each<[string, string, string]>([
    ["two replies", select(first), select(second)],
    ["two replies, the later first", select(second), select(first)],
    ["a reply and the history of it", select(first), json({ configurationItems: [second, first] })],
    ["two snapshots under names of their own", delivered(first), delivered(second)],
    ["an item and a reply", json(first), select(second)],
  ])("is counted once, as it was last: %s", async (_, one, other) => {
    expect(states(await read(one, other))).toEqual([{ from: "2026-11-02" }]);
  });

  it("is not there any more where one says that it is gone", async () => {
    expect(resources(await read(select(first), json({ configurationItems: [gone] })))).toEqual([]);
  });

  it("is held against a delivered snapshot, whatever the names", async () => {
    writeFileSync(join(folder, SNAPSHOT("eu-west-1")), delivered(first));
    expect(states(await read(select(second)))).toEqual([{ from: "2026-11-02" }]);
  });

  it("is counted once of a delivered snapshot and a copy of it", async () => {
    for (const copy of ["1", "2"]) {
      mkdirSync(join(folder, copy));
      writeFileSync(
        join(folder, copy, SNAPSHOT("eu-west-1")),
        delivered(first, at("2026-11-02", { resourceId: copy })),
      );
    }
    expect(resources(await read()).map(({ resourceId }) => resourceId)).toEqual(["vol-0a1b2c3d", "1", "2"]);
  });

  it("is what it was when it was confirmed last, of two snapshots of demarc", async () => {
    const collected = (confirmed_at: string): string => {
      const resource = {
        type: "AWS::EC2::Volume",
        account: "111122223333",
        region: "eu-west-1",
        id: "arn:v",
        name: "v",
      };
      const document = { ...resource, provider: "aws", captured_at: "2026-01-01T00:00:00.000Z", confirmed_at };
      return `${json(MADE)}\n${json({ resource: { ...document, resourceId: "v", "@status": confirmed_at } })}\n`;
    };
    const found = resources(await read(collected("2026-11-19T00:00:00Z"), collected("2026-11-20T00:00:00Z")));
    expect(found.map((document) => document["@status"])).toEqual(["2026-11-20T00:00:00Z"]);
  });

  it("is one of its region: another region may have one of the same name", async () => {
    const there = at("2026-11-02", { awsRegion: "us-east-1", ARN: "arn:aws:ec2:us-east-1:111122223333:volume/v" });
    const found = resources(await read(json({ configurationItems: [first] }), json({ configurationItems: [there] })));
    expect(found.map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("is counted once in one file too", async () => {
    expect(states(await entriesOf(`${select(first)}\n${select(second)}\n`))).toEqual([{ from: "2026-11-02" }]);
  });

  it("is not taken for another where rows say neither account nor region", async () => {
    const row = { resourceType: "AWS::Lambda::Function", resourceId: "billing" };
    const rows = ["nodejs22.x", "nodejs8.10"].map((runtime) => ({ ...row, configuration: { runtime } }));
    expect(resources(await entriesOf(select(...rows)))).toHaveLength(2);
  });
});
