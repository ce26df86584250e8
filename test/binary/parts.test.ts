import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlindSpot, SnapshotEntry } from "../../src/model/resource.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { BINARY } from "./demarc.ts";
import { ACCOUNTS, ENTRIES, snapshotOf, TRAILS } from "./divided-estate.ts";
import { runProgram } from "./run-demarc.ts";

/** One snapshot, judged by one thread and by several. */

const AS_OF = ["--as-of", "2026-11-20T12:00:00Z", "--no-config", "--log-level", "debug"];
const folder = mkdtempSync(join(tmpdir(), "demarc-parts-"));
const at = (name: string): string => join(folder, name);

beforeAll(() => writeFileSync(at("estate.ndjson"), snapshotOf(ENTRIES)));
afterAll(() => rmSync(folder, { recursive: true }));

interface Scanned {
  readonly exit: number | null;
  readonly stdout: string;
  readonly said: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** `words`: the names of files to write are those of a folder of its own. */
async function scan(file: string, workers: number, words: readonly string[], binary = BINARY): Promise<Scanned> {
  const [out, temporary] = [mkdtempSync(at("out-")), mkdtempSync(at("tmp-"))];
  const argv = ["scan", at(file), ...AS_OF, "--workers", String(workers), ...words];
  const env = { LANG: "C.UTF-8", TMPDIR: temporary };
  const { exit, stdout, stderr } = await runProgram(process.execPath, [binary, ...argv], env, out);
  const files = Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
  expect(readdirSync(temporary)).toEqual([]);
  return { exit, stdout, files, said: stderr.split("\n") };
}

const INDIVISIBLE =
  "warning: one thread judges: --workers is for one plain snapshot file that says where its accounts end, " +
  "and for the text report as it is, json, csv and --save, without files laid over them";
const JUDGES = / threads judge$| thread judges(?: after all)?: /;
const judgesOf = ({ said }: Scanned): string[] => said.filter((line) => JUDGES.test(line));
const restOf = ({ said, ...scanned }: Scanned): object => ({
  ...scanned,
  said: said.filter((line) => !JUDGES.test(line)),
});

const CHOICES: readonly (readonly string[])[] = [
  [],
  ["--quiet"],
  ["--save", "run.ndjson"],
  ["--format", "json", "--format", "csv=all.csv", "--save", "run.ndjson", "--include", "all"],
  ["--format", "text", "--format", "json=some.json", "--type", "AWS::S3::Bucket", "--type", "AWS::EC2::Volume"],
  ["--declare-read", "AWS::KMS::Key", "--expected", "aws/888888888888:eu-west-1", "--format", "json"],
];

describe.concurrent("a snapshot that several threads judge", () => {
  it.each(CHOICES)("is reported byte for byte as by one: %s %s", async (...words) => {
    const one = await scan("estate.ndjson", 1, words);
    expect(judgesOf(one)).toEqual([]);
    expect(one.exit).toBe(1);
    for (const workers of [2, 3, 5]) {
      const several = await scan("estate.ndjson", workers, words);
      expect(judgesOf(several)).toEqual([`debug: ${workers} threads judge`]);
      expect(restOf(several)).toEqual(restOf(one));
    }
  });

  it("holds all that a part could lose", async () => {
    const { stdout } = await scan("estate.ndjson", 3, ["--format", "json", "--include", "all"]);
    const { summary, findings, evaluations, blind_spots: spots } = JSON.parse(stdout);
    expect(summary.witness).toEqual({ agree: expect.any(Number), disagree: expect.any(Number) });
    expect(spots.map(({ account, reason }: BlindSpot) => `${account} ${reason}`)).toEqual(
      expect.arrayContaining(["999999999999 not_collected", "undefined access_denied", `${ACCOUNTS[6]} access_denied`]),
    );
    // What of another account hangs on a thing of the first, which another part holds.
    const isFar = ({ resource, evidence }: Evaluation): boolean =>
      resource.account === ACCOUNTS[5] && evidence.some(({ resource: id }) => id === TRAILS);
    expect([...findings, ...evaluations].some(isFar)).toBe(true);
  });

  it.each([
    ["--format", "html"],
    ["--group-by", "account"],
    ["--include", "pass"],
  ])("is not divided where all that is found must be held: %s %s", async (...words) => {
    expect(judgesOf(await scan("estate.ndjson", 2, words))).toEqual([INDIVISIBLE]);
  });
});

/** The same account at the beginning and at the end. */
function withOverlap(entries: readonly SnapshotEntry[], account: string): SnapshotEntry[] {
  const isIts = (entry: SnapshotEntry): boolean => "resource" in entry && entry.resource.account === account;
  const few = new Set(entries.filter(isIts).slice(0, 5));
  return [...few, ...entries.filter((entry) => !few.has(entry))];
}

const text = snapshotOf(ENTRIES);
const lines = text.split("\n");
const middle = Math.floor(lines.length / 2);

const AMISS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "an account that lies in two parts",
    snapshotOf(withOverlap(ENTRIES, ACCOUNTS[5]!)),
    ["debug: 2 threads judge", "warning: one thread judges after all: parts hold of the same account"],
  ],
  [
    "things of an account behind its end",
    snapshotOf([...ENTRIES, ...withOverlap(ENTRIES, ACCOUNTS[4]!).slice(0, 1)]),
    [
      "debug: 2 threads judge",
      "warning: one thread judges after all: it cannot be told apart from others what a part comes to",
    ],
  ],
  [
    "a line that is nothing",
    [...lines.slice(0, middle), '{"resource":{"type":"broken', ...lines.slice(middle)].join("\n"),
    ["debug: 2 threads judge", "warning: one thread judges after all: the line is not something that a snapshot holds"],
  ],
  [
    "another digest",
    text.replace('"name":"an organization"', '"name":"an Organization"'),
    [
      "debug: 2 threads judge",
      "warning: one thread judges after all: the snapshot is not as it was written: its digest differs",
    ],
  ],
  ["no end", `${lines.slice(0, -2).join("\n")}\n`, [INDIVISIBLE]],
  ["a line that is cut off", text.slice(0, Math.floor(text.length / 2)), [INDIVISIBLE]],
];

describe.concurrent("a snapshot in which something is amiss", () => {
  it.each(AMISS)("is judged as one thread alone would: %s", async (name, content, judges) => {
    const file = `${name.replaceAll(" ", "-")}.ndjson`;
    writeFileSync(at(file), content);
    const words = ["--format", "json", "--save", "run.ndjson", "--include", "all"];
    const one = await scan(file, 1, words);
    const two = await scan(file, 2, words);
    expect(judgesOf(two)).toEqual(judges);
    expect(restOf(two)).toEqual(restOf(one));
  });
});

/** The program with another thread in place of that which judges a part. */
function programWith(name: string, thread: string): string {
  const root = at(name);
  const own = join(BINARY, "../..");
  for (const part of ["bin", "dist", "package.json"]) cpSync(join(own, part), join(root, part), { recursive: true });
  writeFileSync(join(root, "dist/part-worker.js"), thread);
  return join(root, "bin/demarc.js");
}

describe("a thread that judges a part", () => {
  it.each([
    ["ends", "process.exit(0);", "a thread ended before it had judged its part of the input"],
    ["fails", 'throw new TypeError("a mistake of ours");', "a mistake of ours"],
  ])("and %s ends the run: nothing is reported of a smaller estate", async (name, thread, why) => {
    const words = ["--format", "json=findings.json", "--save", "run.ndjson"];
    const { exit, stdout, files, said } = await scan("estate.ndjson", 2, words, programWith(name, thread));
    expect({ exit, stdout, files }).toEqual({ exit: 2, stdout: "", files: {} });
    expect(said.join("\n")).toContain(why);
  });

  it("leaves nothing behind where the run is interrupted", async () => {
    const writing = `
      import { writeFileSync } from "node:fs";
      import { join } from "node:path";
      import { workerData } from "node:worker_threads";
      writeFileSync(join(workerData.shared.folder, workerData.shared.name), "a finding");
      writeFileSync(workerData.world.env.STARTED, "");
      setInterval(() => {}, 1000);
    `;
    const argv = ["scan", at("estate.ndjson"), ...AS_OF, "--workers", "2", "--format", "json=findings.json"];
    const started = at("started");
    const own = mkdtempSync(at("tmp-"));
    const env = { LANG: "C.UTF-8", TMPDIR: own, STARTED: started };
    const program = [programWith("hangs", writing), ...argv];
    const child = spawn(process.execPath, program, { cwd: folder, env, stdio: "ignore" });
    while (!existsSync(started)) await new Promise(setImmediate);
    expect(readdirSync(own)).toHaveLength(1);
    child.kill("SIGINT");
    const [exit] = await once(child, "close");
    expect(exit).toBe(130);
    expect(readdirSync(own)).toEqual([]);
    expect(existsSync(at("findings.json"))).toBe(false);
  });
});
