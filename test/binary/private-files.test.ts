import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FORMAT_NAMES } from "../../src/model/formats.ts";
import { awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { volumes } from "../loopback-aws/sample-estate.ts";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";
import { HURRIED } from "./run-demarc.ts";

/** What is written is its owner's alone, whatever the user's mask, and goes where it was said and nowhere else. */

const ESTATE = join(import.meta.dirname, "../../dist/estate/azure");
let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-private-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs it where every file that says nothing of its mode may be read and written by all. */
async function withoutMask(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const words = ["-c", 'umask 0; exec "$@"', "sh", process.execPath, BINARY, ...argv];
  const set = Object.entries({ LANG: "C.UTF-8", ...HURRIED, ...env }).filter(([, value]) => value !== "");
  const child = spawn("sh", words, { cwd: folder, env: Object.fromEntries(set), stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { exit: exit as number | null, stdout, stderr };
}

/** Everything below the folder that others may do something with. */
function openToOthers(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => (lstatSync(path).mode & 0o077) !== 0);
}

describe("what is written", () => {
  it("is its owner's alone: every format, a run, a snapshot, kept rules, policies, a journal", async () => {
    const formats = FORMAT_NAMES.filter((name) => name !== "pdf").flatMap((name) => ["--format", `${name}=r.${name}`]);
    const aws = await startEstate({
      documents: volumes(3),
      faults: [{ fault: "access_denied", operation: "SelectResourceConfig" }],
    });
    const ran = [
      await withoutMask(["scan", ESTATE, "--save", "run.ndjson.gz", ...formats]),
      await withoutMask(["collect", ESTATE, "-o", "estate.ndjson.gz"]),
      await withoutMask(
        "new rule aws-s3-bucket-owned --type AWS::S3::Bucket --path tags.team --folder rules".split(" "),
      ),
      await withoutMask(["scan", ESTATE, "--rules", "rules", "--quiet"], { XDG_CACHE_HOME: at("cache") }),
      await withoutMask(["permissions", "aws", "--format", "terraform", "-o", "policies"]),
      await withoutMask(
        [
          "collect",
          "aws",
          "--region",
          "eu-west-1",
          "--source",
          "config",
          "--rule",
          "aws-ec2-volume-encrypted",
          "-o",
          "aws.ndjson",
        ],
        awsEnvironment(aws),
      ),
    ];
    await aws.close();
    expect(
      ran.map(({ exit }) => exit),
      ran.map(({ stderr }) => stderr).join(""),
    ).toEqual([1, 0, 0, 1, 0, 3]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["aws.ndjson.journal", "cache", "policies", "r.xlsx"]));
    expect(openToOthers()).toEqual([]);
  });

  it("replaces what others could read, and a link, which is not followed", async () => {
    writeFileSync(at("victim"), "mine");
    for (const name of ["r.json", "run.ndjson", "estate.ndjson"]) symlinkSync(at("victim"), at(name));
    writeFileSync(at("r.csv"), "old");
    chmodSync(at("r.csv"), 0o666);
    await withoutMask(["scan", ESTATE, "--save", "run.ndjson", "--format", "json=r.json", "--format", "csv=r.csv"]);
    await withoutMask(["collect", ESTATE, "-o", "estate.ndjson"]);
    expect(readFileSync(at("victim"), "utf8")).toBe("mine");
    for (const name of ["r.json", "run.ndjson", "estate.ndjson", "r.csv"]) {
      expect(lstatSync(at(name)).isFile(), name).toBe(true);
      expect(statSync(at(name)).mode & 0o777, name).toBe(0o600);
    }
  });

  const hasBash = spawnSync("bash", ["--version"]).status === 0;
  it.skipIf(!hasBash)("goes into a pipe and into what a shell makes of one, and a snapshot into neither", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const read = text(spawn("cat", [at("pipe")], { stdio: ["ignore", "pipe", "ignore"] }).stdout);
    await withoutMask(["scan", ESTATE, "--format", "csv=pipe"]);
    expect(await read).toMatch(/^outcome,severity,/);
    expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
    const shell = `"${process.execPath}" "${BINARY}" scan "${ESTATE}" --format csv=>(head -c 8 > "${at("head")}"; cat >/dev/null); wait $!`;
    execFileSync("bash", ["-c", `${shell}; true`], { cwd: folder, stdio: "ignore" });
    expect(readFileSync(at("head"), "utf8")).toBe("outcome,");
    const collected = await withoutMask(["collect", ESTATE, "-o", "pipe"]);
    expect(collected).toMatchObject({ exit: 2, stdout: "", stderr: expect.stringContaining("pipe is not a file") });
  });
});

describe("a journal that others may have written is not continued", () => {
  const COLLECT = ["collect", "aws", "--region", "eu-west-1", "--rule", "aws-ec2-volume-encrypted", "-o", "aws.ndjson"];

  it.each<[string, () => void]>([
    ["one of a checkout", () => chmodSync(at("aws.ndjson.journal"), 0o755)],
    [
      "a link to one",
      () => {
        renameSync(at("aws.ndjson.journal"), at("elsewhere"));
        symlinkSync(at("elsewhere"), at("aws.ndjson.journal"));
      },
    ],
  ])("%s", async (_, spoil) => {
    mkdirSync(at("aws.ndjson.journal"), { mode: 0o700 });
    spoil();
    const env = {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    };
    const { exit, stderr } = await withoutMask([...COLLECT, "--resume"], env);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("others may have written")]);
  });
});
