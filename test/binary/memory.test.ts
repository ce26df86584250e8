import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const DEMARC = join(import.meta.dirname, "../../bin/demarc.js");
const RESOURCES = 40_000;
/** What the old generation of the heap may hold; the rule pack and the program take most of it. */
const MEGABYTES = 48;

const folder = mkdtempSync(join(tmpdir(), "demarc-memory-"));
const estate = join(folder, "estate.ndjson");

/** Volumes that fail, of a size that would not fit were they kept. */
beforeAll(() => {
  const header = '{"header":{"format":"demarc-snapshot","version":1}}';
  const resources = Array.from({ length: RESOURCES }, (_, index) => {
    const id = `vol-${String(index).padStart(17, "0")}`;
    const place = { type: "AWS::EC2::Volume", account: "111122223333", region: "eu-west-1", id, name: id };
    const configuration = { volumeId: id, encrypted: false, state: "in-use", volumeType: "x".repeat(1000) };
    return JSON.stringify({ resource: { ...place, provider: "aws", tags: {}, configuration } });
  });
  const text = [header, ...resources].map((line) => `${line}\n`).join("");
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  writeFileSync(
    estate,
    `${text}${JSON.stringify({ end: { resources: RESOURCES, blind_spots: 0, reads: 0, digest } })}\n`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function scan(words: readonly string[]): { status: number | null; stdout: string } {
  const options = ["--as-of", "2026-11-20T12:00:00Z", "--no-config", ...words];
  const memory = [`--max-old-space-size=${MEGABYTES}`, "--max-semi-space-size=2"];
  return spawnSync(process.execPath, [...memory, DEMARC, "scan", estate, ...options], { encoding: "utf8" });
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
});
