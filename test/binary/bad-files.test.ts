import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ran } from "./demarc.ts";
import { inProcess } from "./in-process.ts";

/** Every place of the command line that takes a file, given what is none, or far too much of one: a message, and exit 2. */

const folder = mkdtempSync(join(tmpdir(), "demarc-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BOMB = `a0: &a0 x\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`).join("\n")}\n`;
const CONTENTS: Readonly<Record<string, string | Uint8Array>> = {
  empty: "",
  nul: new Uint8Array(4096),
  latin: Buffer.from([0x7b, 0x22, 0xfc, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
  deep: "[".repeat(100_000),
  "deep pairs": '{"a":'.repeat(100_000),
  dashes: "-  ".repeat(100_000),
  "alias bomb": BOMB,
  keys: Array.from({ length: 12_000 }, (_, i) => `k${i}: no`).join("\n"),
  proto: '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}\n',
  "gzip bomb": gzipSync(Buffer.alloc(80 * 1024 * 1024, " ")),
  "cut gzip": gzipSync("x".repeat(10_000)).subarray(0, 20),
};

const PLACES: Readonly<Record<string, (file: string) => readonly string[]>> = {
  "--rules": (file) => ["scan", "estate.json", "--no-config", "--rules", file],
  "--config-from": (file) => ["scan", "estate.json", "--config-from", file],
  "--exemptions": (file) => ["scan", "estate.json", "--no-config", "--exemptions", file],
  "--owners": (file) => ["scan", "estate.json", "--no-config", "--owners", file],
  "--attestations": (file) => ["scan", "estate.json", "--no-config", "--attestations", file],
  "--baseline": (file) => ["scan", "estate.json", "--no-config", "--baseline", file],
  "--account-file": (file) => ["scan", "aws", "--no-config", "--account-file", file],
  "--redact-key": (file) => ["scan", "estate.json", "--no-config", "--redact", "--redact-key", file],
  report: (file) => ["report", file],
  "report --notes": (file) => ["report", "run.ndjson", "--notes", file],
  "report --compare": (file) => ["report", "run.ndjson", "--compare", file],
  diff: (file) => ["diff", file, "run.ndjson"],
  matrix: (file) => ["matrix", file],
  "explain --run": (file) => ["explain", "aws-s3-bucket-public-access-blocked", "--run", file],
  check: (file) => ["check", file],
  "new rule --from": (file) => ["new", "rule", "aws-s3-bucket-odd", "--folder", "made", "--from", file],
  "new exemption --run": (file) => ["new", "exemption", "--from", "f", "--run", file],
};

beforeAll(async () => {
  mkdirSync(join(folder, "a folder"));
  for (const [name, content] of Object.entries(CONTENTS)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, "huge"), "");
  truncateSync(join(folder, "huge"), 3_000_000_000);
  symlinkSync("/dev/zero", join(folder, "endless"));
  symlinkSync("loop", join(folder, "loop"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
  writeFileSync(join(folder, "estate.json"), "[]\n");
  await demarc(["scan", "estate.json", "--no-config", "--save", "run.ndjson"]);
});

const demarc = (argv: readonly string[]): Promise<Ran> => inProcess(argv, {}, folder);

const FILES = [...Object.keys(CONTENTS), "a folder", "huge", "endless", "loop", "pipe", "nowhere"];
/** One of each way to read; the others share theirs. */
const FIRST_OF_ITS_KIND = ["--rules", "--config-from", "--owners", "--account-file", "--redact-key", "report", "check"];
const FOR_ALL = ["deep", "gzip bomb", "endless", "pipe"];

describe.each(Object.entries(PLACES))("%s", (place, words) => {
  const files = FIRST_OF_ITS_KIND.includes(place) ? FILES : FOR_ALL;
  // A key that is not there is made.
  it.each(files.filter((file) => !(place === "--redact-key" && file === "nowhere")))("refuses %s", async (file) => {
    const { exit, stderr, stdout } = await demarc(words(file));
    expect(stderr).not.toMatch(/internal error|RangeError|TypeError|call stack/);
    expect([exit, `${stdout}${stderr}`]).toEqual([2, expect.stringMatching(/\[[a-z-]+\]/)]);
  });
});
