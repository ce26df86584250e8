import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const DEMARC = join(import.meta.dirname, "../../bin/demarc.js");
const RESOURCES = 40_000;
/** What the old generation of the heap may hold; the rule pack and the program take most of it. */
const MEGABYTES = 25;
/** A report holds every evaluation of a run, here one of each resource. */
const MEGABYTES_OF_A_REPORT = 50;

const folder = mkdtempSync(join(tmpdir(), "demarc-memory-"));
const estate = join(folder, "estate.ndjson");

/** Buckets of many accounts, each of which every other account may ask for by its name. */
const accounts = join(folder, "accounts.ndjson");
const BUCKETS = 100_000;
const BUCKETS_AN_ACCOUNT = 100;
/** And what was asked of each account, nearly all of which it does not have. */
const REGIONS = ["eu-west-1", "eu-central-1", "us-east-1"];
const TYPES_READ = 60;

/** Regions of accounts that ask all others of their region whether one looks at it too, and why none of them could be looked at. */
const regions = join(folder, "regions.ndjson");
const REGIONS_ASKING = 5000;
const WHY = "x".repeat(8000);

/** Volumes that fail, of a size that would not fit were they kept. */
function volume(index: number): object {
  const id = `vol-${String(index).padStart(17, "0")}`;
  const place = { type: "AWS::EC2::Volume", account: "111122223333", region: "eu-west-1", id, name: id };
  const configuration = { volumeId: id, encrypted: false, state: "in-use", volumeType: "x".repeat(1000) };
  return { resource: { ...place, provider: "aws", tags: {}, configuration } };
}

function bucket(index: number): object[] {
  const account = String(100_000_000_000 + Math.floor(index / BUCKETS_AN_ACCOUNT));
  const name = `bucket-${index}`;
  const place = { type: "AWS::S3::Bucket", account, region: "eu-west-1", id: `arn:aws:s3:::${name}`, name };
  const configuration = { name, owner: { id: account.repeat(5) }, creationDate: "2026-01-01T00:00:00.000Z" };
  const resource = { ...place, provider: "aws", tags: {}, configuration };
  const isLast = index % BUCKETS_AN_ACCOUNT === BUCKETS_AN_ACCOUNT - 1;
  return [{ resource }, ...(isLast ? [...readsOf(account), { account_end: { provider: "aws", account } }] : [])];
}

function region(index: number): object[] {
  const account = String(100_000_000_000 + index);
  const place = { type: "AWS::::Account", account, region: "eu-west-1", id: `${account}/eu-west-1`, name: "eu-west-1" };
  const unread = [{ path: "@access_analyzer", reason: "access_denied", message: `${WHY}${index}` }];
  return [{ resource: { ...place, provider: "aws", unread } }, { account_end: { provider: "aws", account } }];
}

function readsOf(account: string): object[] {
  const types = Array.from({ length: TYPES_READ }, (_, index) => `AWS::Service::Type${index}`);
  const call = "config:SelectResourceConfig";
  return types.flatMap((type) => REGIONS.map((region) => ({ read: { provider: "aws", account, region, type, call } })));
}

function writeSnapshot(file: string, count: number, entries: readonly object[]): void {
  const header = { header: { format: "demarc-snapshot", version: 1 } };
  const text = [header, ...entries].map((entry) => `${JSON.stringify(entry)}\n`).join("");
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const reads = entries.filter((entry) => "read" in entry).length;
  writeFileSync(file, `${text}${JSON.stringify({ end: { resources: count, blind_spots: 0, reads, digest } })}\n`);
}

beforeAll(() => {
  writeSnapshot(
    estate,
    RESOURCES,
    Array.from({ length: RESOURCES }, (_, index) => volume(index)),
  );
  writeSnapshot(regions, REGIONS_ASKING, Array.from({ length: REGIONS_ASKING }, (_, index) => region(index)).flat());
  writeSnapshot(accounts, BUCKETS, Array.from({ length: BUCKETS }, (_, index) => bucket(index)).flat());
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
}

function scan(words: readonly string[], source = estate): Ran {
  const options = ["--as-of", "2026-11-20T12:00:00Z", "--no-config", "--workers", "1", ...words];
  return demarc(MEGABYTES, ["scan", source, ...options]);
}

function demarc(megabytes: number, words: readonly string[]): Ran {
  const memory = [`--max-old-space-size=${megabytes}`, "--max-semi-space-size=2"];
  return spawnSync(process.execPath, [...memory, DEMARC, ...words], { encoding: "utf8" });
}

describe("a scan", () => {
  it("that ends in the summary needs no memory for what it has seen", () => {
    const { status, stdout } = scan([]);
    expect(status).toBe(1);
    expect(stdout).toContain(`${RESOURCES} fail`);
  });

  it("of two types passes over the rest in as little", () => {
    const { status, stdout } = scan(["--type", "AWS::S3::Bucket", "--type", "AWS::KMS::Key"]);
    expect(status).toBe(3);
    expect(stdout).toContain(`${RESOURCES} of types without a rule`);
  });

  it("of many accounts needs little for what each may ask of the others and for what was asked of each", () => {
    const { status, stdout } = scan(["--quiet"], accounts);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^INCOMPLETE \d+ pairs unknown/);
  });
});

describe("a question to all accounts", () => {
  it("holds nothing of the documents that it looks at", () => {
    const { status, stdout } = scan(["--quiet", "--rule", "aws-account-access-analyzer-on"], regions);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^INCOMPLETE \d+ pairs unknown/);
  });
});

describe("a report", () => {
  const saved = join(folder, "run.ndjson");
  const report = (words: readonly string[]): Ran =>
    demarc(MEGABYTES_OF_A_REPORT, ["report", saved, "--no-config", "--quiet", ...words]);

  beforeAll(() => {
    expect(scan(["--quiet", "--save", saved]).status).toBe(1);
  });

  it("of a saved run holds what its evaluations have in common once", () => {
    const { status, stdout } = report([]);
    expect(status).toBe(1);
    expect(stdout).toContain(`and ${RESOURCES - 5} more`);
  });

  it("as a workbook holds no rows", () => {
    const file = join(folder, "report.xlsx");
    expect(report(["--format", `xlsx=${file}`]).status).toBe(1);
    expect(statSync(file).size).toBeGreaterThan(RESOURCES * 50);
  });
});
