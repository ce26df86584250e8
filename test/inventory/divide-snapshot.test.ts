import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { divideSnapshot } from "../../src/inventory/divide-snapshot.ts";
import { type FilePart, NotDivisible } from "../../src/inventory/file-part.ts";
import { readBatches } from "../../src/inventory/read-source.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { snapshotOf } from "../binary/divided-estate.ts";

let folder = "";
const place = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-divide-"));
});
afterAll(() => rm(folder, { recursive: true }));

const thing = (account: string, id: string, long: string): SnapshotEntry => ({
  resource: { type: "A::B", account, region: "r", id, name: "n", provider: "aws", long },
});
const read = (account: string): SnapshotEntry => ({
  read: { provider: "aws", account, region: "r", type: "A::B", call: "c" },
});
/** Some hundred bytes to some hundred thousand each; a text of a thing looks like the end of an account. */
const LONG = ["", "x".repeat(300), 'x\n{"account_end":{"provider":"aws","account":"1"}}', "ü".repeat(200_000)];

function estateOf(accounts: readonly (readonly number[])[]): SnapshotEntry[] {
  return accounts.flatMap((sizes, account) => [
    read(String(account)),
    ...sizes.map((size, at) => thing(String(account), `${account}-${at}`, LONG[size]!)),
    { account_end: { provider: "aws", account: String(account) } },
  ]);
}

async function entriesOf(name: string, part: FilePart): Promise<SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  for await (const batch of readBatches([name], { cwd: folder, stdin: null, part })) entries.push(...batch);
  return entries;
}

const resourcesOf = (entries: readonly SnapshotEntry[]): SnapshotEntry[] =>
  entries.filter((entry) => "resource" in entry);

describe("the parts of a snapshot", () => {
  it.each([1, 2])("are none of a pipe, and nobody waits for it: %s", async (count) => {
    const pipe = place(`pipe ${count}`);
    execFileSync("mkfifo", [pipe]);
    expect(await divideSnapshot(pipe, count)).toBeUndefined();
  });

  it("hold each resource once and whole accounts, and know all that was said before", async () => {
    const accounts = fc.array(fc.array(fc.nat(LONG.length - 1), { maxLength: 6 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(accounts, fc.integer({ min: 2, max: 5 }), async (sizes, count) => {
        const entries = estateOf(sizes);
        await writeFile(place("estate.ndjson"), snapshotOf(entries));
        const parts = (await divideSnapshot(place("estate.ndjson"), count)) ?? [];
        if (parts.length === 0) return;
        expect(parts.length).toBeLessThanOrEqual(count);
        const given = await Promise.all(parts.map((part) => entriesOf("estate.ndjson", part)));
        expect(given.flatMap(resourcesOf)).toEqual(resourcesOf(entries));
        for (const one of given.slice(0, -1)) expect(one.at(-1)).toHaveProperty("account_end");
        const rest = entries.filter((entry) => !("resource" in entry));
        for (const one of given) {
          const others = one.filter((entry) => !("resource" in entry || "header" in entry));
          expect(others).toEqual(rest.slice(0, others.length));
        }
        // Who reads on is given the rest, and none of the others' resources.
        let heard = 0;
        const onBeyond = (): void => void (heard += 1);
        const whole = await entriesOf("estate.ndjson", { ...parts[0]!, onBeyond });
        expect(heard).toBe(1);
        expect(resourcesOf(whole)).toEqual(resourcesOf(given[0]!));
        expect(whole.filter((entry) => !("resource" in entry || "header" in entry))).toEqual(rest);
      }),
      { numRuns: 60 },
    );
  });

  const whole = estateOf([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  it.each([
    ["without its end", snapshotOf(whole).split("\n").slice(0, -2).join("\n")],
    ["that says of no account that it ends", snapshotOf(whole.filter((entry) => !("account_end" in entry)))],
    ["that is none", snapshotOf(whole).split("\n").slice(1).join("\n")],
    ["that is empty", ""],
  ])("are not made of one %s", async (_, text) => {
    await writeFile(place("other.ndjson"), text);
    expect(await divideSnapshot(place("other.ndjson"), 3)).toBeUndefined();
  });

  it("are not made where one is enough", async () => {
    await writeFile(place("small.ndjson"), snapshotOf(whole));
    expect(await divideSnapshot(place("small.ndjson"), 1)).toBeUndefined();
  });

  it.each([
    ["of something else", `{"header":{"format":"other"}}\n${snapshotOf(whole).split("\n").slice(1).join("\n")}`],
    ["with a line that is nothing", snapshotOf(whole).replace('{"read"', '{"reed"')],
  ])("are given up where they turn out to be %s", async (_, text) => {
    await writeFile(place("odd.ndjson"), text);
    const parts = (await divideSnapshot(place("odd.ndjson"), 2))!;
    for (const part of parts) await expect(entriesOf("odd.ndjson", part)).rejects.toThrow(NotDivisible);
  });
});
