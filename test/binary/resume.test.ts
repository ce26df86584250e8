import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import type { Fault } from "../loopback-aws/faults.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";

const ACCOUNTS = [ACCOUNT, "444455556666", "777788889999"];
const REGIONS = ["eu-west-1", "eu-central-1", "us-east-1"];
const VOLUMES = "AWS::EC2::Volume";
const WORDS = "collect aws --organization --assume-role demarc-read --rule aws-ec2-volume-encrypted";
const ARGUMENTS = [...WORDS.split(" "), ...REGIONS.flatMap((region) => ["--region", region])];
const DOCUMENTS = ACCOUNTS.flatMap((account) => REGIONS.flatMap((region) => volumes(account, region)));

let folder: string;
let aws: LoopbackAws;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-resume-"));
});
afterEach(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

function volumes(account: string, region: string): ResourceDocument[] {
  return Array.from({ length: 230 }, (_, n) => {
    const name = `vol-${String(n).padStart(17, "0")}`;
    const place = { provider: "aws", account, region, type: VOLUMES, name, resourceId: name, tags: {} };
    const id = `arn:aws:ec2:${region}:${account}:volume/${name}`;
    return { ...place, id, configuration: { volumeId: name, encrypted: n % 7 > 0, note: "\u2028 \u0085 a line" } };
  });
}

async function serve(faults: Fault[] = []): Promise<void> {
  const organization = { members: ACCOUNTS.map((account) => ({ account })) };
  aws = await startEstate({ documents: DOCUMENTS, organization, faults });
}

function start(output: string, ...more: string[]): ChildProcess {
  const env = Object.entries({ LANG: "C.UTF-8", ...awsEnvironment(aws) }).filter(([, value]) => value !== "");
  return spawn(process.execPath, [BINARY, ...ARGUMENTS, "-o", output, ...more], {
    cwd: folder,
    env: Object.fromEntries(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(output: string, ...more: string[]): Promise<Ran> {
  const child = start(output, ...more);
  const said = Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [exit] = await once(child, "close");
  const [stdout, stderr] = await said;
  return { exit: exit as number | null, stdout, stderr };
}

/** Everything that a snapshot says, in one order and without the times. */
function told(output: string): string[] {
  const lines = readFileSync(join(folder, output), "utf8").trim().split("\n").slice(0, -1);
  return lines.map((line) => line.replaceAll(/"(?:at|confirmed_at|made)":"[^"]*"/g, "")).toSorted();
}

function wholeUnits(output: string): string[] {
  if (!existsSync(join(folder, `${output}.journal`))) return [];
  const names = readdirSync(join(folder, `${output}.journal`)).filter((name) => /^unit-.*ndjson$/.test(name));
  return names.map((name) => decodeURIComponent(name.slice("unit-".length, -".ndjson".length)));
}

/** Kills the program as soon as it has come so far; each file that it makes is looked at. */
async function killedWhen(child: ChildProcess, reached: () => boolean): Promise<void> {
  const made = watch(folder, { recursive: true }, () => {
    if (reached()) child.kill("SIGKILL");
  });
  await once(child, "close");
  made.close();
}

/** Slow enough for a kill to come in between. */
const SLOW: Fault = { service: "config", fault: "slow", ms: 40 };

describe("a collection that is killed", () => {
  it.each([1, 2, 4, 7])("loses nothing that was kept, and ends as one that was not: %i parts", async (parts) => {
    await serve([SLOW]);
    const child = start("broken.ndjson");
    await killedWhen(child, () => wholeUnits("broken.ndjson").length >= parts);
    const kept = wholeUnits("broken.ndjson");
    expect(kept.length).toBeGreaterThanOrEqual(parts);
    expect(existsSync(join(folder, "broken.ndjson"))).toBe(false);

    const before = aws.calls.length;
    const resumed = await run("broken.ndjson", "--resume");
    expect(resumed).toMatchObject({ exit: 0, stderr: "" });
    const pulled = aws.calls.slice(before).filter(({ input }) => String(input["Expression"]).includes(`'${VOLUMES}'`));
    const again = new Set(pulled.map(({ account, region }) => `${account}/${region}`));
    for (const unit of kept) expect(again).not.toContain(unit);

    expect(await run("whole.ndjson")).toMatchObject({ exit: 0 });
    expect(told("broken.ndjson")).toEqual(told("whole.ndjson"));
    expect(readdirSync(folder).toSorted()).toEqual(["broken.ndjson", "whole.ndjson"]);
  });

  it("again and again comes to its end all the same", async () => {
    await serve([SLOW]);
    let kept = 0;
    for (let attempt = 0; attempt < 3; attempt++) {
      const child = start("broken.ndjson", "--resume");
      const wanted = kept + 2;
      await killedWhen(child, () => wholeUnits("broken.ndjson").length >= wanted);
      const found = wholeUnits("broken.ndjson").length;
      expect(found).toBeGreaterThanOrEqual(kept);
      kept = found;
    }
    expect(await run("broken.ndjson", "--resume")).toMatchObject({ exit: 0 });
    await run("whole.ndjson");
    expect(told("broken.ndjson")).toEqual(told("whole.ndjson"));
  });
});

describe("a collection that breaks off", () => {
  const last = ACCOUNTS[2]!;
  const expired: Fault[] = [
    { service: "config", account: last, fault: "slow", ms: 100 },
    { operation: "SelectResourceConfig", type: VOLUMES, account: last, nth: 7, times: 99, fault: "expired_token" },
    { operation: "AssumeRole", nth: 4, times: 99, fault: "access_denied" },
  ];

  it("says what is kept and how to go on", async () => {
    await serve(expired);
    const ran = await run("broken.ndjson");
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^kept: \d+ parts? in broken\.ndjson\.journal; --resume goes on from there\naws: /);
    const twice = await run("broken.ndjson");
    expect(twice.exit).toBe(2);
    expect(twice.stderr).toContain("an unfinished collection is kept here");
    const other = await run("broken.ndjson", "--resume", "--exclude-account", ACCOUNTS[1]!);
    expect(other.exit).toBe(2);
    expect(other.stderr).toContain("the collection kept here is another: options differ");
    await aws.close();
    await serve();
    expect(await run("broken.ndjson", "--resume")).toMatchObject({ exit: 0, stderr: "" });
    await run("whole.ndjson");
    expect(told("broken.ndjson")).toEqual(told("whole.ndjson"));
  });

  it("leaves nothing where nothing was read", async () => {
    await serve([{ fault: "expired_token" }]);
    expect(await run("broken.ndjson")).toMatchObject({ exit: 2 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("goes on with nothing as if it began", async () => {
    await serve();
    expect(await run("fresh.ndjson", "--resume")).toMatchObject({ exit: 0, stderr: "" });
  });

  it("does not take a damaged journal for a good one", async () => {
    await serve(expired);
    await run("broken.ndjson");
    writeFileSync(join(folder, "broken.ndjson.journal", "journal.json"), "{}");
    expect((await run("broken.ndjson", "--resume")).stderr).toContain("not a journal that can be continued");
  });
});

describe("a collection in which something was refused", () => {
  const [, other] = ACCOUNTS;
  const denied: Fault[] = [{ account: other!, region: "us-east-1", fault: "access_denied" }];
  const queried = (from: number): Set<string> => {
    const queries = aws.calls.slice(from).filter(({ operation }) => operation === "SelectResourceConfig");
    return new Set(queries.filter(pulls).map(({ account, region }) => `${account}/${region}`));
  };
  const pulls = ({ input }: LoopbackAws["calls"][number]): boolean => String(input["Expression"]).includes(VOLUMES);

  it("reads that alone again when it is asked to, and ends as one in which nothing was", async () => {
    await serve(denied);
    const first = await run("mended.ndjson");
    expect(first.exit).toBe(3);
    expect(first.stderr).toMatch(/\nrefused: 1 part, named in mended\.ndjson\.journal; once that is fixed, --resume /);
    await aws.close();
    await serve();
    expect(await run("mended.ndjson", "--resume")).toMatchObject({ exit: 0, stderr: "" });
    expect(queried(0)).toEqual(new Set([`${other}/us-east-1`]));
    await run("whole.ndjson");
    expect(told("mended.ndjson")).toEqual(told("whole.ndjson"));
    expect(readdirSync(folder).toSorted()).toEqual(["mended.ndjson", "whole.ndjson"]);
  });

  it("says so again where it is refused again, and begins anew without the word", async () => {
    await serve(denied);
    await run("twice.ndjson");
    expect(await run("twice.ndjson", "--resume")).toMatchObject({ exit: 3 });
    const from = aws.calls.length;
    expect(await run("twice.ndjson")).toMatchObject({ exit: 3 });
    expect(queried(from).size).toBe(ACCOUNTS.length * REGIONS.length - 1);
  });

  it("takes no other snapshot for its own", async () => {
    await serve(denied);
    await run("mine.ndjson");
    writeFileSync(
      join(folder, "mine.ndjson"),
      readFileSync(join(folder, "mine.ndjson"), "utf8").replace("vol-", "VOL-"),
    );
    const ran = await run("mine.ndjson", "--resume");
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain("it belongs to another snapshot than the one that is there");
    expect(ran.stderr).toContain("collect again without --resume");
  });

  it("and that is killed reads it again after what was never read", async () => {
    await serve([...denied, SLOW]);
    const child = start("broken.ndjson");
    const isRefused = (): boolean =>
      existsSync(join(folder, "broken.ndjson.journal")) &&
      readdirSync(join(folder, "broken.ndjson.journal")).some((name) => /^refused-.*ndjson$/.test(name));
    await killedWhen(child, isRefused);
    await aws.close();
    await serve();
    expect(await run("broken.ndjson", "--resume")).toMatchObject({ exit: 0 });
    await run("whole.ndjson");
    expect(told("broken.ndjson")).toEqual(told("whole.ndjson"));
  });
});
