import { describe, expect, it } from "vitest";
import { assess } from "../../../src/commands/judged/assess.ts";
import { retainAll } from "../../../src/commands/judged/retention.ts";
import { declaredReads, declaredWarnings, preceded } from "../../../src/commands/sources/declared-reads.ts";
import type { DeclaredRead } from "../../../src/commands/arguments/source-arguments.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";
import { library } from "../../shipped.ts";

const rules = library.rules.filter(({ id }) => id === "aws-ec2-vpc-flow-logs-enabled");
const vpc: ResourceDocument = {
  provider: "aws",
  account: "111122223333",
  region: "eu-west-1",
  type: "AWS::EC2::VPC",
  id: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1",
  name: "vpc-1",
  configuration: { vpcId: "vpc-1", state: "available" },
};

async function outcome(declared: readonly DeclaredRead[]): Promise<string[]> {
  async function* file(): AsyncGenerator<[{ resource: ResourceDocument }]> {
    yield [{ resource: vpc }];
  }
  const run = await assess({
    library,
    rules,
    batches: preceded(declaredReads(declared, library), file()),
    warnings: declaredWarnings(declared),
    asOf: "2026-11-20T00:00:00Z",
    maxAge: 7,
    retention: retainAll(["pass"]),
    version: "0.0.0",
    scopeName: "test",
  });
  expect(run.warnings).toHaveLength(declared.length);
  return run.evaluations.map((evaluation) => evaluation.outcome);
}

describe("--declare-read", () => {
  const type = "AWS::EC2::FlowLog";
  it.each<[string, DeclaredRead[], string]>([
    ["nothing", [], "unknown"],
    ["the type everywhere", [{ type }], "fail"],
    ["the type, written otherwise", [{ type: "aws::ec2::flowlog" }], "fail"],
    ["the type in the account", [{ type, account: "111122223333" }], "fail"],
    ["the type in the account and region", [{ type, account: "111122223333", region: "eu-west-1" }], "fail"],
    ["the type in another region", [{ type, account: "111122223333", region: "eu-north-1" }], "unknown"],
    ["the type in another account", [{ type, account: "444455556666" }], "unknown"],
    ["another type", [{ type: "AWS::S3::Bucket" }], "unknown"],
  ])("of %s", async (_, declared, expected) => {
    expect(await outcome(declared)).toEqual([expected]);
  });

  it("refuses a type that no field list has", () => {
    expect(() => declaredReads([{ type: "AWS::EC2::FlowLogg" }], library)).toThrow(
      'no resource type "AWS::EC2::FlowLogg"',
    );
  });
});
