import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../src/inventory/journal.ts";
import { openJournal, readJournalHead } from "../../src/inventory/journal.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";

const HEAD = { made: "2026-11-20T12:00:00Z", request: { sources: ["aws"] } };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function volume(id: string): SnapshotEntry {
  const place = { provider: "aws", account: "111122223333", region: "eu-west-1", type: "AWS::EC2::Volume" };
  return { resource: { ...place, id, name: id, note: "\u2028\u0085\r" } };
}

async function told(journal: Journal): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  for await (const batch of journal.entries()) entries.push(...batch);
  return entries;
}

describe("a journal", () => {
  it("gives back what was added: what has no unit first, then the units by name", async () => {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ unit: "b/2", entries: [volume("b1")] });
    await journal.add({ unit: "a/1", entries: [volume("a1")] });
    await journal.add({ entries: [{ header: { scope: { name: "test" } } }] });
    await journal.add({ unit: "b/2", entries: [volume("b2")], isLast: true });
    await journal.add({ unit: "a/1", entries: [], isLast: true });
    expect([...journal.done]).toEqual(["b/2", "a/1"]);
    expect(await told(journal)).toEqual([
      { header: { scope: { name: "test" } } },
      volume("a1"),
      volume("b1"),
      volume("b2"),
    ]);
    await journal.remove();
    expect(readdirSync(join(folder, ".."))).not.toContain(folder.split("/").at(-1));
  });

  it("knows no unit of a collection whose head is gone", async () => {
    const removed = await openJournal(folder, HEAD);
    await removed.add({ entries: [{ header: { scope: { name: "old" } } }] });
    await removed.add({ unit: "old", entries: [volume("1")], isLast: true });
    await told(removed);
    rmSync(join(folder, "journal.json"));
    const next = await openJournal(folder, HEAD);
    expect([...next.done]).toEqual([]);
    expect(await told(next)).toEqual([]);
  });

  it("keeps whole units and throws away what was begun", async () => {
    const first = await openJournal(folder, HEAD);
    await first.add({ unit: "whole", entries: [volume("1")], isLast: true });
    await first.add({ unit: "begun", entries: [volume("2")] });
    await first.add({ entries: [{ header: {} }] });
    writeFileSync(first.draft, "half a snapshot");
    await first.close();
    const second = await openJournal(folder, HEAD);
    expect([...second.done]).toEqual(["whole"]);
    expect(readdirSync(folder).toSorted()).toEqual(["journal.json", "unit-whole.ndjson"]);
    await second.add({ unit: "whole", entries: [volume("other")], isLast: true });
    await second.add({ unit: "begun", entries: [volume("2")], isLast: true });
    expect(await told(second)).toEqual([volume("2"), volume("1")]);
  });

  it.each(["../../etc/passwd", "a b%2F", ".", "ümlaut", "CON"])(
    "takes %j for a name of a unit and no path",
    async (unit) => {
      const journal = await openJournal(folder, HEAD);
      await journal.add({ unit, entries: [volume("1")], isLast: true });
      expect([...(await openJournal(folder, HEAD)).done]).toEqual([unit]);
      expect(readdirSync(folder)).toHaveLength(2);
    },
  );

  it("says whose it is", async () => {
    expect(await readJournalHead(folder)).toBeUndefined();
    await openJournal(folder, HEAD);
    expect(await readJournalHead(folder)).toEqual(HEAD);
    writeFileSync(join(folder, "journal.json"), readFileSync(join(folder, "journal.json"), "utf8").slice(0, 40));
    expect(await readJournalHead(folder)).toBeNull();
  });

  it("that was written over is damaged", async () => {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ unit: "one", entries: [volume("1")], isLast: true });
    writeFileSync(join(folder, "unit-one.ndjson"), "{}\n");
    await expect(told(journal)).rejects.toMatchObject({ diagnostics: [{ code: "journal-damaged" }] });
  });
});
