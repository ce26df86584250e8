import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { fromInputs, resources, storageAccount } from "./entries-of.ts";

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
