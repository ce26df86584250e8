import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, AS_OF, awsEnvironment, estateDocuments, startEstate } from "../collect/scan-aws.ts";
import type { Fault } from "../loopback-aws/faults.ts";
import type { Recorder } from "../loopback-aws/recorder.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { runDemarc } from "./run-demarc.ts";
import type { Ran } from "./demarc.ts";

const REGION = ["--region", "eu-west-1"];
const VOLUMES = ["--rule", "aws-ec2-volume-encrypted"];
const PASSWORDS = ["--rule", "aws-account-password-policy-min-length"];

let documents: ResourceDocument[];
let folder: string;
let aws: LoopbackAws;

beforeAll(async () => {
  documents = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-aws-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await aws.close();
});

/** Runs the built program with an environment that leads it to a loopback endpoint. */
async function demarc(
  argv: string[],
  faults: Fault[] = [],
  env: Record<string, string> = {},
  recorders: readonly Recorder[] = [],
): Promise<Ran> {
  aws = await startEstate({ documents, faults, recorders });
  // What users do not set themselves must not be needed.
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, ...found } = awsEnvironment(aws);
  return runDemarc(argv, { LANG: "C.UTF-8", ...found, ...env }, folder);
}

describe("the built program on AWS", () => {
  it("says in words, and once, that an endpoint by number has no place for the account in front", async () => {
    const rule = ["--rule", "aws-account-s3-public-access-blocked"];
    const ran = await demarc(["scan", "aws", ...REGION, ...rule, "--format", "json", "--include", "unknown"]);
    expect(ran).toMatchObject({ exit: 3, stderr: "" });
    expect(ran.stdout).toContain("s3:GetAccountPublicAccessBlock EndpointNeedsName");
    expect(aws.callsOf("GetPublicAccessBlock")).toEqual([]);
  });

  it("scans every enabled region, and says nothing beside its report", async () => {
    const ran = await demarc(["scan", "aws", ...VOLUMES], [], { AWS_REGION: "eu-west-1" });
    expect(ran).toMatchObject({ exit: 1, stderr: "" });
    expect(ran.stdout).toContain(`AWS account ${ACCOUNT} in every enabled region`);
  });

  it("judges a snapshot as it judged the cloud", async () => {
    const judging = ["--as-of", AS_OF, "--format", "json", "--include", "all", ...VOLUMES];
    const collected = await demarc(["collect", "aws", ...REGION, ...VOLUMES, "-o", "aws.ndjson.gz"]);
    expect(collected).toMatchObject({ exit: 0, stderr: "" });
    expect(collected.stdout).toMatch(/^aws\.ndjson\.gz: \d+ resources, 0 blind spots\n$/);
    await aws.close();
    const snapshot = await demarc(["scan", "aws.ndjson.gz", ...judging]);
    await aws.close();
    const cloud = await demarc(["scan", "aws", ...REGION, ...judging]);
    const timeless = (report: string): string => report.replaceAll(/"(?:at|confirmed_at)": "[^"]*"/g, "");
    expect(timeless(snapshot.stdout)).toBe(timeless(cloud.stdout));
    expect(snapshot.exit).toBe(cloud.exit);
  });

  it("says the ways on where AWS Config records nothing, and judges what else there is", async () => {
    const args = ["scan", "aws", ...REGION, "--source", "config", ...VOLUMES, ...PASSWORDS];
    const ran = await demarc(args, [], {}, [{ state: "absent" }]);
    expect(ran.stderr).toMatch(/^AWS Config records nothing here\. Read from the services themselves: \d+ documents\./);
    expect(ran.stderr).toContain("--aggregator NAME");
    expect(ran.exit).not.toBe(0);
    await aws.close();
    expect((await demarc(["scan", "aws", ...REGION, ...VOLUMES])).stderr).toBe("");
  });

  it("asks the services themselves where AWS Config records nothing, and says which call told", async () => {
    const judging = ["--as-of", AS_OF, "--format", "json", "--include", "all", ...REGION, ...VOLUMES];
    const recorded = await demarc(["scan", "aws", ...judging]);
    await aws.close();
    const direct = await demarc(["scan", "aws", ...judging], [], {}, [{ state: "absent" }]);
    expect(direct.stderr).toBe("");
    expect(direct.stdout).toContain('"call": "ec2:DescribeVolumes"');
    expect(direct.stdout).not.toContain('"call": "config:');
    const untold = (report: string): string => report.replaceAll(/"(?:at|confirmed_at|call|source)": "[^"]*"/g, "");
    expect(untold(direct.stdout)).toBe(untold(recorded.stdout));
    expect(direct.exit).toBe(recorded.exit);
  });

  it("exits with 3 and names the call where one was refused", async () => {
    const faults: Fault[] = [{ operation: "SelectResourceConfig", fault: "access_denied" }];
    const fromConfig = [...REGION, ...VOLUMES, "--source", "config"];
    const ran = await demarc(["scan", "aws", ...fromConfig], faults);
    expect(ran.exit).toBe(3);
    expect(ran.stdout).toContain("config:SelectResourceConfig");
    await aws.close();
    const collected = await demarc(["collect", "aws", ...fromConfig, "-o", "aws.ndjson"], faults);
    expect(collected.exit).toBe(3);
    expect(collected.stderr).toMatch(/^not read: AWS::EC2::Volume in eu-west-1: .*allow config:SelectResourceConfig/);
  });

  it("makes no results of an expired token: exit 2, no snapshot", async () => {
    const faults: Fault[] = [{ operation: "SelectResourceConfig", nth: 2, fault: "expired_token" }];
    const ran = await demarc(["scan", "aws", ...REGION, ...VOLUMES], faults);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^aws: the AWS credentials ran out .*\[aws-credentials-expired\]\n {2}help: /);
    await aws.close();
    const collected = await demarc(["collect", "aws", ...REGION, ...VOLUMES, "-o", "aws.ndjson"], faults);
    expect(collected).toMatchObject({ exit: 2, stdout: "" });
    expect(existsSync(join(folder, "aws.ndjson"))).toBe(false);
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      "no credentials",
      REGION,
      { AWS_ACCESS_KEY_ID: "" },
      /no AWS credentials could be obtained.*\[aws-no-credentials\]/,
    ],
    ["no region", [], {}, /no AWS region is known \[aws-no-region\]/],
    ["an unknown profile", [...REGION, "--profile", "adit"], {}, /no profile "adit".*\[aws-unknown-profile\]/],
    ["two sources", ["x.json"], {}, /"aws" must be collected alone/],
  ])("says in one line and its mend: %s", async (_, argv, env, said) => {
    const ran = await demarc(["scan", "aws", ...argv], [], env);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr.split("\n")).toHaveLength(3);
  });

  it("takes ./aws for a folder", async () => {
    const ran = await demarc(["scan", "./aws"]);
    expect(ran.exit).toBe(2);
    expect(aws.calls).toEqual([]);
    expect(existsSync(join(folder, "aws"))).toBe(false);
  });

  it("wants no options of clouds for files", async () => {
    const ran = await demarc(["scan", "x.json", ...REGION]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("--region is for collecting from a cloud");
  });
});
