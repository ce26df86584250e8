import { beforeAll, describe, expect, it } from "vitest";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import type { Evaluation } from "../../src/model/run.ts";
import type { LoopbackRule } from "../loopback-aws/config/managed-rules.ts";
import type { Fault } from "../loopback-aws/faults.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { collectFor, comparable, estateDocuments, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const documents = await estateDocuments();
const RULE = "aws-s3-bucket-versioning";
const rules = library.rules.filter(({ id }) => id === RULE || id === "aws-s3-bucket-access-logging");
const buckets = documents.filter(({ type }) => type === "AWS::S3::Bucket");
const CHECKS = new Set(["s3_bucket_versioning_enabled"]);

/** What the managed rule says of every bucket, some of it wrong. */
const managed = (says: (bucket: string) => string): LoopbackRule[] => [
  {
    name: "ours-alone",
    verdicts: buckets.map(({ name, region }) => ({ region, id: name, says: "NON_COMPLIANT" })),
  },
  {
    name: "versioning-please",
    identifier: "S3_BUCKET_VERSIONING_ENABLED",
    verdicts: buckets.map(({ name, region }) => ({ region, id: name, says: says(name) })),
  },
];

const open = estateForTest();

async function scan(
  witness: boolean,
  says: (bucket: string) => string = () => "COMPLIANT",
  faults: readonly Fault[] = [],
): Promise<Scanned & { entries: readonly SnapshotEntry[]; aws: LoopbackAws }> {
  const aws = await open({ documents, faults, rules: managed(says) });
  const entries = await collectFor(rules, library, { ...(witness && { witness: CHECKS }) });
  return { ...(await judge(rules, library, entries)), entries, aws };
}

const unspoken = (one: Evaluation): Evaluation => {
  const { witness, ...rest } = one;
  return witness === undefined ? one : rest;
};
const withoutWitness = (run: Scanned["run"]): unknown[] =>
  comparable({ ...run, evaluations: run.evaluations.map(unspoken) });

describe("what managed rules of AWS Config say", () => {
  let alone: Scanned;
  beforeAll(async () => {
    const { aws, ...scanned } = await scan(false);
    alone = scanned;
    expect(aws.callsOf("DescribeConfigRules")).toEqual([]);
  });

  it.each(["COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE"])(
    "changes no outcome, no count, no exit code: %s",
    async (word) => {
      const { run, exit } = await scan(true, () => word);
      expect(withoutWitness(run)).toEqual(withoutWitness(alone.run));
      const { witness: _, ...summary } = run.summary;
      expect(summary).toEqual(alone.run.summary);
      expect(exit).toBe(alone.exit);
    },
  );

  it("stands beside each evaluation of the rule that asks the same, and of no other", async () => {
    const { run } = await scan(true);
    const judged = run.evaluations.filter(({ rule_id: id }) => id === RULE);
    expect(judged.length).toBeGreaterThan(1);
    for (const { rule_id: id, resource, witness } of run.evaluations)
      expect(witness).toEqual(
        id === RULE && resource.id !== null
          ? [
              {
                source: "AWS Config rule S3_BUCKET_VERSIONING_ENABLED",
                says: "COMPLIANT",
                outcome: "pass",
                at: "2026-11-20T05:00:00.000Z",
              },
            ]
          : undefined,
      );
    const count = (outcome: string): number => judged.filter((one) => one.outcome === outcome).length;
    expect(count("fail")).toBeGreaterThan(0);
    expect(run.summary.witness).toEqual({ agree: count("pass"), disagree: count("fail") });
  });

  it("is heard again from a snapshot of the same entries", async () => {
    const { run, entries } = await scan(true);
    const again = JSON.parse(JSON.stringify(entries)) as SnapshotEntry[];
    expect((await judge(rules, library, again)).run.evaluations).toEqual(run.evaluations);
  });

  it("hides nothing where it may not be read, and that is said", async () => {
    const fault = { fault: "access_denied", operation: "GetComplianceDetailsByConfigRule" } as const;
    const { run, exit, blindSpots } = await scan(true, undefined, [fault]);
    expect(withoutWitness(run)).toEqual(withoutWitness(alone.run));
    expect(exit).toBe(alone.exit);
    expect(blindSpots.map(({ types, call }) => ({ types, call }))).toContainEqual({
      types: [],
      call: "config:GetComplianceDetailsByConfigRule",
    });
  });
});
