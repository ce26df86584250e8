import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, awsEnvironment, estateDocuments, startEstate } from "../collect/scan-aws.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { demarc } from "./demarc.ts";
import { runDemarc } from "./run-demarc.ts";
import type { Ran } from "./demarc.ts";

const RULE = ["--rule", "aws-ec2-volume-encrypted"];
// By AWS Config alone: the services' own calls would answer where it does not.
const CHOSEN = ["--region", "eu-west-1", "--source", "config", ...RULE];

let documents: ResourceDocument[];
let folder: string;
let aws: LoopbackAws;

beforeAll(async () => {
  documents = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-doctor-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await aws.close();
});

async function doctor(argv: string[], options: Partial<LoopbackOptions> = {}, env = {}): Promise<Ran> {
  aws = await startEstate({ documents, ...options });
  return runDemarc(["doctor", ...argv], { LANG: "C.UTF-8", ...awsEnvironment(aws), ...env }, folder);
}

function policy(...more: string[]): ReadonlySet<string> {
  const { stdout } = demarc(["permissions", "aws", ...RULE, ...more]);
  return new Set((JSON.parse(stdout) as { Statement: { Action: string[] }[] }).Statement.flatMap((one) => one.Action));
}

describe("doctor", () => {
  it("is content with what permissions prints", async () => {
    const ran = await doctor(["aws", ...CHOSEN], { granted: policy() });
    expect(ran).toMatchObject({ exit: 0, stderr: "" });
    expect(ran.stdout).toContain(`credentials: arn:aws:iam::${ACCOUNT}:user/reader`);
    expect(ran.stdout).toContain("nothing would be unknown");
    expect(ran.stdout).not.toMatch(/lacking|failed/);
  });

  it("names the action that is missing, what it costs, and its mend: exit 3", async () => {
    const granted = new Set([...policy()].filter((action) => action !== "config:SelectResourceConfig"));
    const ran = await doctor(["aws", ...CHOSEN], { granted });
    expect(ran.exit).toBe(3);
    expect(ran.stdout).toContain("1 unknown pair of 1 rule: this action turns all of them into answers");
    expect(ran.stdout).toContain("config:SelectResourceConfig (AccessDeniedException)");
    expect(ran.stdout).toContain("allow config:SelectResourceConfig");
    await aws.close();
    const json = await doctor(["aws", ...CHOSEN, "--format", "json"], { granted });
    const [{ ranking }] = (JSON.parse(json.stdout) as { examinations: [{ ranking: object }] }).examinations;
    expect(ranking).toMatchObject({
      unknown: 1,
      answerable: 1,
      rules: ["aws-ec2-volume-encrypted"],
      missing: [{ action: "config:SelectResourceConfig", pairs: 1, alone: 1 }],
    });
  });

  it("says where nothing is recorded, and that no permission mends it", async () => {
    const ran = await doctor(["aws", ...CHOSEN], { recorders: [{ state: "stopped" }] });
    expect(ran.exit).toBe(3);
    expect(ran.stdout).toContain("recording: the recorder of AWS Config is stopped in eu-west-1");
    expect(ran.stdout).toContain("what no permission fixes:");
  });

  it("exits with 2 where nothing can run, with the mend", async () => {
    const ran = await doctor(["aws", ...CHOSEN], {}, { AWS_ACCESS_KEY_ID: "" });
    expect(ran).toMatchObject({ exit: 2, stderr: "" });
    expect(ran.stdout).toContain("x failed    credentials: no AWS credentials could be obtained");
    expect(ran.stdout).toContain("fix       log in (aws sso login)");
  });

  it("says of a saved run and of a snapshot what it says of the cloud", async () => {
    const granted = new Set([...policy()].filter((action) => action !== "config:SelectResourceConfig"));
    const env = { LANG: "C.UTF-8" };
    const live = await doctor(["aws", ...CHOSEN], { granted });
    const environment = { ...env, ...awsEnvironment(aws) };
    await runDemarc(["scan", "aws", ...CHOSEN, "--save", "run.ndjson.gz"], environment, folder);
    await runDemarc(["collect", "aws", ...CHOSEN, "-o", "estate.ndjson"], environment, folder);
    const rankingOf = (text: string): string => text.slice(text.indexOf("1 unknown pair"));
    const run = await runDemarc(["doctor", "--run", "run.ndjson.gz"], env, folder);
    expect(run.exit).toBe(3);
    expect(rankingOf(run.stdout)).toBe(rankingOf(live.stdout));
    const chosen = await runDemarc(["doctor", "--run", "run.ndjson.gz", ...RULE], env, folder);
    expect(rankingOf(chosen.stdout)).toBe(rankingOf(live.stdout));
    const other = ["--rule", "aws-s3-bucket-policy-not-public"];
    const notAsked = await runDemarc(["doctor", "--run", "run.ndjson.gz", ...other], env, folder);
    expect(notAsked).toMatchObject({ exit: 2, stdout: "" });
    expect(notAsked.stderr).toContain("the run asked none of the chosen rules");
    const snapshot = await runDemarc(["doctor", "--run", "estate.ndjson", ...RULE], env, folder);
    expect(rankingOf(snapshot.stdout)).toBe(rankingOf(live.stdout));
  });

  it.each<[string[], RegExp]>([
    [["gcp"], /expected aws, azure/],
    [["azure", ...RULE], /none of the chosen rules asks about azure/],
    [["aws", "--run", "run.ndjson"], /leave out the cloud/],
    [["--run", "nowhere.ndjson"], /nowhere\.ndjson/],
  ])("refuses %j", async (argv, said) => {
    const ran = await doctor(argv);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
  });
});
