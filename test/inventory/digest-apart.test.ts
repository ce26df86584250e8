import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestApart } from "../../src/inventory/digest-apart.ts";
import { blindSpots, fromInputs, resources } from "./entries-of.ts";

const HEADER_LINE = '{"header":{"format":"demarc-snapshot","version":1}}\n';
/** Of as many megabytes as make a thread worth it. */
const LINES = 34;
const ALTERED = "the snapshot is not as it was written: its digest differs";

function snapshot(id: string): string {
  const words = { type: "A::B", account: "a", region: "r", id, name: "n", provider: "aws", long: "x".repeat(1 << 20) };
  const text = HEADER_LINE + `${JSON.stringify({ resource: words })}\n`.repeat(LINES);
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  return `${text}${JSON.stringify({ end: { resources: LINES, blind_spots: 0, reads: 0, digest } })}\n`;
}

let folder = "";
const place = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-digest-"));
  await writeFile(place("whole.ndjson"), snapshot("one"));
  await writeFile(place("altered.ndjson"), snapshot("one").replace('"id":"one"', '"id":"two"'));
  await writeFile(place("two.ndjson"), snapshot("one") + snapshot("two"));
  await writeFile(place("lies.mjs"), threadSaying('"no digest"'));
  await writeFile(place("dies.mjs"), 'throw new Error("no");\n');
  await writeFile(place("silent.mjs"), "");
});
afterAll(() => rm(folder, { recursive: true }));

function threadSaying(words: string): string {
  return `import { parentPort } from "node:worker_threads";\nparentPort.postMessage(${words});\n`;
}

async function saidOf(name: string, worker: string): Promise<string[]> {
  const entries = await fromInputs([name], { cwd: folder, digestWorker: place(worker) });
  expect(resources(entries).length).toBeGreaterThanOrEqual(LINES);
  return blindSpots(entries).map(({ message }) => message);
}

describe("a digest by another thread", () => {
  it("is taken at its word", async () => {
    expect(new Set(await saidOf("whole.ndjson", "lies.mjs"))).toEqual(new Set([ALTERED]));
  });

  it.each(["dies.mjs", "silent.mjs", "missing.mjs"])("is made here where the thread fails: %s", async (worker) => {
    expect(await saidOf("whole.ndjson", worker)).toEqual([]);
    expect(new Set(await saidOf("altered.ndjson", worker))).toEqual(new Set([ALTERED]));
  });

  it("is made here of another part than that before the last line", async () => {
    expect(await saidOf("two.ndjson", "lies.mjs")).toEqual([]);
  });

  it("is null where the file is gone meanwhile", async () => {
    await writeFile(place("gone.ndjson"), snapshot("one"));
    const digest = await digestApart(place("gone.ndjson"), place("silent.mjs"));
    await rm(place("gone.ndjson"));
    expect(await digest?.(10)).toBeNull();
  });

  it.each([
    ["small", `${HEADER_LINE}{}\n`],
    ["without a line of its own at its end", `{${"x".repeat(33 * 1024 * 1024)}`],
    ["packed", Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(33 * 1024 * 1024, "\n")])],
  ])("is not begun for a file that is %s", async (_, content) => {
    await writeFile(place("other"), content);
    expect(await digestApart(place("other"), place("lies.mjs"))).toBeUndefined();
  });
});
