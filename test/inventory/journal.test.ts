import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../src/inventory/journal.ts";
import { openJournal, readJournalHead } from "../../src/inventory/journal.ts";
import { readOutline, restoreUnits } from "../../src/inventory/journal-outline.ts";
import { openSnapshot } from "../../src/inventory/snapshot-write.ts";
import type { BlindSpot, BlindSpotReason, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";

const HEAD = { made: "2026-11-20T12:00:00Z", request: { sources: ["aws"] } };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-journal-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.ndjson`, { force: true });
});

function volume(id: string): SnapshotEntry {
  const place = { provider: "aws", account: "111122223333", region: "eu-west-1", type: "AWS::EC2::Volume" };
  return { resource: { ...place, id, name: id, note: "\u2028\u0085\r" } };
}

async function told(journal: Journal): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  for await (const batch of journal.entries()) entries.push(...batch);
  return entries;
}

function denied(unit: string): SnapshotEntry {
  const what = { provider: "aws", types: ["AWS::EC2::Volume"], message: unit };
  return { blind_spot: { ...what, reason: "access_denied" } };
}

describe("a journal in which something was refused", () => {
  it("has it read again, with what stands above it, and keeps it until that is done", async () => {
    const first = await openJournal(folder, HEAD);
    for (const unit of ["1/a", "1/b", "1", "2"])
      await first.add({ unit, entries: unit === "1/b" ? [denied(unit)] : [volume(unit)], isLast: true });
    await first.close();
    const second = await openJournal(folder, HEAD);
    expect([...second.done].toSorted()).toEqual(["1/a", "2"]);
    expect(await told(second)).toEqual([volume("1/a"), denied("1/b"), volume("1"), volume("2")]);
    await second.add({ unit: "1/b", entries: [volume("mended")], isLast: true });
    await second.close();
    expect([...(await openJournal(folder, HEAD)).done].toSorted()).toEqual(["1", "1/a", "1/b", "2"]);
  });

  it.each<[string, SnapshotEntry, boolean]>([
    ["a resource of which something was not read", unread("network"), true],
    ["what hides nothing", { blind_spot: { ...blind(denied("x")), types: [] } }, false],
    ["what is not recorded", { blind_spot: { ...blind(denied("x")), reason: "not_recorded" } }, false],
    ["what no call gives", unread("not_collected"), false],
  ])("%s: %j, refused: %s", async (_, entry, isRefused) => {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ unit: "1", entries: [entry], isLast: true });
    await told(journal);
    expect(await journal.end()).toBe(isRefused ? 1 : 0);
  });

  it("leaves what it takes to read that alone again, out of the snapshot that was saved", async () => {
    const snapshot = await ended();
    expect(readdirSync(folder).toSorted()).toEqual(["journal.json", "outline.json"]);
    expect(await restoreUnits(folder, (await readOutline(folder))!, snapshot, HEAD.made)).toBe(true);
    const next = await openJournal(folder, HEAD);
    expect([...next.done].toSorted()).toEqual(["1/a", "1/c", "1/d"]);
    await next.add({ entries: [{ header: {} }] });
    for (const unit of ["1/b", "1"]) await next.add({ unit, entries: [volume(unit)], isLast: true });
    expect(await told(next)).toEqual([{ header: {} }, ...["1/a", "1/b", "1/c", "1"].map(volume)]);
    expect(await next.end()).toBe(0);
  });

  it.each([
    ["another", (text: string) => text.replace("12:00:00", "13:00:00")],
    ["altered", (text: string) => text.replace('"name":"1/c"', '"name":"1/x"')],
    ["cut off", (text: string) => text.slice(0, -20)],
    ["longer", (text: string) => text + text],
  ])("takes nothing out of a snapshot that is %s", async (_, change) => {
    const snapshot = await ended();
    writeFileSync(snapshot, change(readFileSync(snapshot, "utf8")));
    expect(await restoreUnits(folder, (await readOutline(folder))!, snapshot, HEAD.made)).toBe(false);
    expect(readdirSync(folder).toSorted()).toContain("outline.json");
  });

  it("takes nothing out of a snapshot that is gone", async () => {
    rmSync(await ended());
    const outline = (await readOutline(folder))!;
    expect(await restoreUnits(folder, outline, join(folder, "s.ndjson"), HEAD.made)).toBe(false);
  });

  /** A collection that came to its end; gives where its snapshot is. */
  async function ended(): Promise<string> {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ entries: [{ header: {} }, denied("rest")] });
    await journal.add({ unit: "1/b", entries: [volume("1/b"), denied("1/b")], isLast: true });
    for (const unit of ["1/a", "1/c", "1"]) await journal.add({ unit, entries: [volume(unit)], isLast: true });
    await journal.add({ unit: "1/d", entries: [], isLast: true });
    const path = `${folder}.ndjson`;
    const header = { made: HEAD.made, scope: { name: "test" } };
    const sink = await openSnapshot(path, header, "0.0.0", `${path}.part`);
    for (const entry of await told(journal)) await sink.write(entry);
    await sink.close();
    expect(await journal.end()).toBe(1);
    return path;
  }
});

function blind(entry: SnapshotEntry): BlindSpot {
  return (entry as { readonly blind_spot: BlindSpot }).blind_spot;
}

function unread(reason: BlindSpotReason): SnapshotEntry {
  const { resource } = volume("1") as { readonly resource: ResourceDocument };
  return { resource: { ...resource, unread: [{ path: "@x", reason }] } };
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

  it("keeps apart what two processes have begun of one unit, and the first hears of the second", async () => {
    const [unit, first] = ["1/a", await openJournal(folder, HEAD)];
    await first.add({ unit, entries: [volume("1")] });
    const second = await openJournal(folder, HEAD);
    await second.add({ unit, entries: [volume("1")] });
    await expect(first.add({ unit, entries: [volume("2")], isLast: true })).rejects.toMatchObject({
      diagnostics: [{ code: "journal-taken" }],
    });
    await second.add({ unit, entries: [volume("2")], isLast: true });
    expect(await told(second)).toEqual([volume("1"), volume("2")]);
  });

  it("is damaged where a unit that was whole is gone", async () => {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ unit: "1", entries: [volume("1")], isLast: true });
    rmSync(join(folder, "unit-1.ndjson"));
    await expect(told(journal)).rejects.toMatchObject({ diagnostics: [{ code: "journal-damaged" }] });
  });

  it("says whose it is", async () => {
    expect(await readJournalHead(folder)).toBeUndefined();
    await openJournal(folder, HEAD);
    expect(await readJournalHead(folder)).toEqual(HEAD);
    writeFileSync(join(folder, "journal.json"), readFileSync(join(folder, "journal.json"), "utf8").slice(0, 40));
    expect(await readJournalHead(folder)).toBeNull();
  });

  it("is none where its head is a link to a device", async () => {
    symlinkSync("/dev/zero", join(folder, "journal.json"));
    expect(await readJournalHead(folder)).toBeNull();
  });

  it("that was written over is damaged", async () => {
    const journal = await openJournal(folder, HEAD);
    await journal.add({ unit: "one", entries: [volume("1")], isLast: true });
    writeFileSync(join(folder, "unit-one.ndjson"), "{}\n");
    await expect(told(journal)).rejects.toMatchObject({ diagnostics: [{ code: "journal-damaged" }] });
  });
});
