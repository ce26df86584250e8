import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { it } from "vitest";
import { FUZZ_TIME, fuzzRuns } from "./fuzz-runs.ts";
import { judge } from "./judge-input.ts";
import { changedText } from "./mutate-text.ts";
import { changedTree } from "./mutate-tree.ts";

/** A snapshot that somebody made up, with a digest that is right. */

const ACCOUNT = { provider: "aws", account: "111122223333" };
const PLACE = { ...ACCOUNT, region: "eu-west-1" };
const END = { account_end: ACCOUNT };
const HEADER = {
  header: {
    format: "demarc-snapshot",
    version: 1,
    made: "2026-11-20T12:00:00Z",
    scope: {
      name: "both",
      expected: [
        { ...ACCOUNT, regions: ["eu-west-1", "us-east-1"] },
        { provider: "azure", account: "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10" },
      ],
    },
  },
};
/** Of each kind of entry one or more, with things that wait for the end of their account. */
const collected = readFileSync(join(import.meta.dirname, "../../fixtures/estate/collected.ndjson"), "utf8")
  .split("\n")
  .filter((line) => /"(AWS::S3|AWS::EC2::SecurityGroup|AWS::EC2::Instance|microsoft.network)/.test(line))
  .map((line) => JSON.parse(line) as object);
const ENTRIES: readonly object[] = [
  HEADER,
  ...collected,
  {
    blind_spot: {
      ...PLACE,
      types: ["AWS::KMS::Key"],
      reason: "access_denied",
      call: "kms:ListKeys",
      message: "denied",
    },
  },
  { skipped: { reason: "deleted", count: 1 } },
  {
    testimony: {
      ...PLACE,
      resource: "arn:aws:s3:::demo",
      check: "S3.8",
      source: "Security Hub",
      says: "PASSED",
      outcome: "pass",
    },
  },
  {
    provider_word: {
      provider: "azure",
      name: "storage",
      says: "met",
      source: "regulatory compliance",
      at: "2026-11-20",
    },
  },
  END,
  { account_end: { provider: "azure", account: "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10" } },
];

function sealed(entries: readonly unknown[]): Buffer {
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  const count = (kind: string): number =>
    entries.filter((entry) => typeof entry === "object" && entry !== null && Object.hasOwn(entry, kind)).length;
  const counts = { resources: count("resource"), blind_spots: count("blind_spot"), reads: count("read") };
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  return Buffer.from(`${text}${JSON.stringify({ end: { ...counts, digest } })}\n`);
}

const index = fc.nat({ max: ENTRIES.length - 1 });
/** One entry changed, and one account that is said to end where it does not. */
const changed = fc
  .tuple(index, index)
  .chain(([at, end]) =>
    changedTree([ENTRIES[at]!]).map((entry) => ENTRIES.with(at, entry as object).toSpliced(end, 0, END)),
  );

it(
  "a snapshot changed in its entries",
  async () => {
    await fc.assert(
      fc.asyncProperty(changed, (entries) => judge(sealed(entries))),
      fuzzRuns(40),
    );
  },
  FUZZ_TIME,
);

it(
  "a snapshot changed in its header",
  async () => {
    await fc.assert(
      fc.asyncProperty(changedTree([HEADER]), (header) => judge(sealed(ENTRIES.with(0, header as object)))),
      fuzzRuns(60),
    );
  },
  FUZZ_TIME,
);

it(
  "a snapshot changed in its text",
  async () => {
    await fc.assert(fc.asyncProperty(changedText([sealed(ENTRIES).toString("utf8")]), judge), fuzzRuns(40));
  },
  FUZZ_TIME,
);
