import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AS_OF, awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { volumes } from "../loopback-aws/sample-estate.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { BINARY, demarc } from "./demarc.ts";
import { runProgram } from "./run-demarc.ts";
import type { Ran } from "./demarc.ts";

/** What a disk refuses: it is full, or it takes nothing, or the pipe that is written to is closed. */

const folder = mkdtempSync(join(tmpdir(), "demarc-disk-"));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  const estate = join(import.meta.dirname, "../../fixtures/estate/azure/resource-graph-sandbox.json");
  cpSync(estate, at("estate.json"));
  demarc(["scan", at("estate.json"), "--as-of", AS_OF, "--save", at("run.ndjson")]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", folder]).status === 0;
if (!canMount) console.warn("skipped: no disks of their own may be mounted here, so none that is full or read-only");

const FULL = { options: "size=64k", before: "{ cat /dev/zero > full || true; } 2> /dev/null" };
const READ_ONLY = { options: "ro" };

/**
 * Runs the program in a folder `disk` that is a disk of its own, mounted so. What it said ends in what is left there, a
 * name a line.
 */
async function onDisk(
  { options, before = "true" }: { readonly options: string; readonly before?: string },
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  mkdirSync(at("disk"), { recursive: true });
  const script = `mount -t tmpfs -o ${options} none disk && cd disk && ${before} && { "$@"; code=$?; ls; exit $code; }`;
  const words = ["-rm", "sh", "-c", script, "sh", process.execPath, BINARY, ...argv];
  return runProgram("unshare", words, { LANG: "C.UTF-8", PATH: process.env["PATH"] ?? "", ...env }, folder);
}

const WRITERS: readonly (readonly [string, ...string[]])[] = [
  ["x.ndjson", "collect", at("estate.json"), "-o", "x.ndjson"],
  ["x.ndjson.gz", "collect", at("estate.json"), "-o", "x.ndjson.gz"],
  ["x.ndjson", "scan", at("estate.json"), "--save", "x.ndjson"],
  ["x.json", "report", at("run.ndjson"), "--format", "json=x.json"],
  ["x.xlsx", "report", at("run.ndjson"), "--format", "xlsx=x.xlsx"],
];

describe.skipIf(!canMount).concurrent("a disk", () => {
  it.each(WRITERS)("that is full: %s is not there, and nothing else; one line says why: %s", async (file, ...argv) => {
    const ran = await onDisk(FULL, argv);
    expect(ran).toMatchObject({ exit: 2, stdout: "full\n" });
    const [said, help, ...more] = ran.stderr.split("\n");
    expect(said).toMatch(/^[^:]*: the file could not be written: the disk is full \[output-failed\]$/);
    expect(said).toContain(`${file}: `);
    expect([help, ...more]).toEqual(["  help: name another place", ""]);
  });

  it.each(WRITERS.slice(1, 3))("that takes nothing, not even %s: %s", async (file, ...argv) => {
    const ran = await onDisk(READ_ONLY, argv);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain(`${file}: the file could not be written: the disk is read-only [output-failed]`);
  });
});

describe.skipIf(!canMount)("a disk under a collection of a cloud", () => {
  let aws: LoopbackAws;
  beforeAll(async () => {
    aws = await startEstate({ documents: volumes(110) });
  });
  afterAll(() => aws.close());
  const COLLECT = "collect aws --region eu-west-1 --region us-east-1 --rule aws-ec2-volume-encrypted -o x.ndjson";
  const environment = (): Record<string, string> =>
    Object.fromEntries(Object.entries(awsEnvironment(aws)).filter(([, value]) => value !== ""));

  it("that takes nothing: says so before it has asked anything", async () => {
    const before = aws.calls.length;
    const ran = await onDisk(READ_ONLY, COLLECT.split(" "), environment());
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("x.ndjson: the file could not be written: the disk is read-only");
    expect(aws.calls.length).toBe(before);
  });

  it("that is full: keeps what is whole, says so, and nothing stands under the snapshot's name", async () => {
    // The journal has room, the snapshot beside it has not.
    const ran = await onDisk({ options: "size=96k" }, COLLECT.split(" "), environment());
    expect(ran).toMatchObject({ exit: 2, stdout: "x.ndjson.journal\n" });
    expect(ran.stderr).toMatch(
      /^kept: \d+ parts in x\.ndjson\.journal; --resume goes on from there\nx\.ndjson: .* the disk is full \[output-failed\]/,
    );
  });
});

describe("a pipe that is closed before the report is complete", () => {
  it.each(["text", "json"])("is said in one line, without a stack: %s", async (format) => {
    const child = spawn(process.execPath, [BINARY, "demo", "--exit-code", "--format", format], {
      env: { LANG: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (data: Buffer) => (said += data.toString()));
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(said).toBe("demarc: the output was closed before the report was complete [EPIPE]\n");
  });

  it("stops no file from being written whole", async () => {
    const child = spawn(process.execPath, [BINARY, "demo", "--format", `json=${at("r.json")}`, "--format", "text"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.destroy();
    await new Promise((resolve) => child.on("close", resolve));
    expect(readdirSync(folder)).toContain("r.json");
  });
});
