import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ACCOUNT, awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { byName } from "../collect/below-localhost.ts";
import { azureDocuments } from "../collect/scan-azure.ts";
import { volumes } from "../loopback-aws/sample-estate.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import type { LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";

/** What a machine does under a scan: its network goes, its clock jumps. */

const [HURRY, JUMP] = ["hurry.mjs", "jump-clock.mjs"].map(
  (name) => pathToFileURL(join(import.meta.dirname, name)).href,
);
const folder = mkdtempSync(join(tmpdir(), "demarc-machine-"));
const AUTHORITY = join(folder, "authority.pem");
writeFileSync(AUTHORITY, certificate().cert);
afterAll(() => rmSync(folder, { recursive: true }));

interface Cloud {
  readonly env: Readonly<Record<string, string>>;
  /** So far. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

interface OneCloud {
  /** Each call that comes is told. */
  readonly start: (onCall: () => void) => Promise<Cloud>;
  readonly scan: readonly string[];
}

const AWS: OneCloud = {
  start: async (onCall) => {
    const wire: LoopbackOptions["wire"] = (_, answer) => (onCall(), answer);
    const aws = await startEstate({ documents: volumes(60), checksTime: true, wire });
    return { env: awsEnvironment(aws), calls: () => aws.calls.length, close: () => aws.close() };
  },
  scan: ["scan", "aws", "--region", "eu-west-1", "--region", "us-east-1", "--rule", "aws-ec2-volume-encrypted"],
};
const ASSUMED: OneCloud = { ...AWS, scan: [...AWS.scan, "--assume-role", "demarc-read", "--account", ACCOUNT] };
/** Some services stand below the endpoint's name, so it is not given by its number. */
const ALL_OF_AWS: OneCloud = {
  start: async (onCall) => {
    const cloud = await AWS.start(onCall);
    return { ...cloud, env: { ...cloud.env, AWS_ENDPOINT_URL: byName(cloud.env["AWS_ENDPOINT_URL"]!) } };
  },
  scan: AWS.scan.slice(0, 4),
};
const AZURE: OneCloud = {
  start: async (onCall) => {
    const azure = await startAzure({ documents: await azureDocuments(), wire: (_, answer) => (onCall(), answer) });
    return { env: azure.env, calls: () => azure.calls.length, close: azure.close };
  },
  scan: ["scan", "azure", "--rule", "azure-storage-blob-soft-delete"],
};

/** Scans, and takes the network away when so many calls have come. */
async function scan(one: OneCloud, more: Readonly<Record<string, string>> = {}, lostAfter = 0): Promise<Scanned> {
  let gone: Promise<void> | undefined;
  const cloud = await one.start(() => {
    if (lostAfter > 0 && cloud.calls() >= lostAfter) gone ??= new Promise(setImmediate).then(cloud.close);
  });
  const set = Object.entries({ LANG: "C.UTF-8", NODE_EXTRA_CA_CERTS: AUTHORITY, ...cloud.env, ...more });
  const preload = "JUMP_BY" in more ? JUMP! : HURRY!;
  const child = spawn(
    process.execPath,
    ["--import", preload, BINARY, ...one.scan, "--format", "json", "--include", "all"],
    {
      env: Object.fromEntries(set.filter(([, value]) => value !== "")),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(gone !== undefined).toBe(lostAfter > 0);
  await (gone ?? cloud.close());
  return { exit: exit as number | null, stdout, stderr, calls: cloud.calls() };
}

interface Scanned extends Ran {
  readonly calls: number;
}

function outcomes({ stdout }: Ran): Map<string, string> {
  const { findings, evaluations } = JSON.parse(stdout) as Record<string, { fingerprint: string; outcome: string }[]>;
  return new Map([...findings!, ...evaluations!].map((one) => [one.fingerprint, one.outcome]));
}

/** A fail is still one, or unknown; nothing that was not there is said to pass. */
function expectNoExcuse(before: Ran, after: Ran): void {
  const [old, now] = [outcomes(before), outcomes(after)];
  for (const [pair, outcome] of now) expect([old.get(pair) ?? "unknown", "unknown"], pair).toContain(outcome);
}

describe.concurrent.each([
  ["AWS", AWS, 2],
  ["AWS, asked everything at once", ALL_OF_AWS, 30],
  ["Azure", AZURE, 3],
  ["Azure", AZURE, 5],
] as const)("the network of %s is gone", (_, one, lostAfter) => {
  it(`after ${lostAfter} calls: it ends by itself, says so without a stack, and excuses nothing`, async ({
    expect: check,
  }) => {
    const lost = await scan(one, {}, lostAfter);
    check(lost.exit).not.toBe(0);
    check(lost.stderr).not.toMatch(/^ {4}at |Warning|internal error/m);
    if (lost.exit === 2) check(lost.stderr).toMatch(/could not be reached|cannot be listed/);
    else expectNoExcuse(await scan(one), lost);
  });
});

const DAY = 86_400_000;
const DECADE = 3650 * DAY;

describe.concurrent.each([
  ["AWS", AWS, 2, [DECADE]],
  ["AWS through a role", ASSUMED, 4, [-DECADE, -DAY, DAY, DECADE]],
  ["Azure", AZURE, 3, [-DECADE, DAY]],
] as const)("the clock jumps under a scan of %s", (_, one, at, jumps) => {
  it("to and fro: it neither hangs nor spins, and excuses nothing", async ({ expect: check }) => {
    const still = await scan(one);
    for (const by of jumps) {
      const jumped = await scan(one, { JUMP_AT: String(at), JUMP_BY: String(by) });
      check(jumped, `${by} ms`).toMatchObject({ stderr: "" });
      expectNoExcuse(still, jumped);
      // What was under way is refused for its time, and tried again.
      check(jumped.calls, `${by} ms`).toBeLessThanOrEqual(still.calls + 8);
    }
  });
});
