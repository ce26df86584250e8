// Collects from a loopback AWS with the built program and prints time, memory and calls.
// node bench/aws.mjs [accounts, default 300] [regions, default 17] [resources a region, default 12]
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "..");
const REGIONS = `ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1
  eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`.split(/\s+/);
const TYPES = ["AWS::EC2::Volume", "AWS::EC2::SecurityGroup", "AWS::S3::Bucket", "AWS::RDS::DBInstance"];
/** Types that one call gives whole, so that nothing but its own bucket holds it up. */
const PACED = ["AWS::EC2::Volume", "AWS::EC2::SecurityGroup", "AWS::EC2::Subnet", "AWS::Kinesis::Stream"];
const BUCKET = { rate: 10, burst: 10 };
const PAGES = 300;
const ROUNDS = 5;
/** Of the processor, a second. */
const TICKS = 100;

const [accounts = 300, regions = REGIONS.length, perRegion = 12] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "demarc-bench-aws-"));
try {
  const loopback = join(folder, "loopback.mjs");
  const entryPoints = [join(ROOT, "test", "loopback-aws", "start-aws.ts")];
  await build({ entryPoints, bundle: true, format: "esm", platform: "node", outfile: loopback, logLevel: "warning" });
  await organization(loopback);
  await meanwhile(loopback);
  await pace(loopback);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A whole organization through a role in each account. */
async function organization(loopback) {
  const ids = Array.from({ length: accounts }, (_, n) => String(100000000000 + n));
  const served = { loopback, accounts: ids, regions: REGIONS.slice(0, regions), perRegion, types: TYPES, faults: [] };
  const words = ["--organization", "--assume-role", "demarc-read", ...TYPES.flatMap((type) => ["--type", type])];
  const { seconds, processor, megabytes, told, said, bytes } = await measure(served, words);
  console.log(`organization: ${accounts} accounts x ${regions} regions, ${accounts * regions * perRegion} resources`);
  console.log(`  ${said}`);
  console.log(
    `  ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time, ${megabytes.toFixed(0)} MB at most, snapshot of ${(bytes / 1e6).toFixed(0)} MB`,
  );
  console.log(`  ${told.calls} calls, ${(told.calls / seconds).toFixed(0)}/s`);
  for (const [name, { calls }] of Object.entries(told.counts)) console.log(`    ${name} ${calls}`);
}

/** Judging while it is read against reading alone, in rotation; the first round is dropped. */
async function meanwhile(loopback) {
  const ids = Array.from({ length: Math.ceil(accounts / 10) }, (_, n) => String(100000000000 + n));
  const served = { loopback, accounts: ids, regions: REGIONS.slice(0, regions), perRegion, types: TYPES, faults: [] };
  const words = ["--organization", "--assume-role", "demarc-read", ...TYPES.flatMap((type) => ["--type", type])];
  const ratios = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const collect = await measure(served, words);
    const scan = await measure(served, words, "scan");
    if (round > 0) ratios.push(scan.seconds / collect.seconds);
  }
  const ratio = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)];
  console.log(`\nscan while collecting / collect: ${ratio.toFixed(2)} (bar 1.05), median of ${ROUNDS} rounds`);
}

/** One region behind a token bucket, against the least time in which the bucket lets so many pages through. */
async function pace(loopback) {
  const fault = { operation: "SelectResourceConfig", fault: "token_bucket", ...BUCKET };
  const served = { loopback, accounts: ["111122223333"], regions: ["eu-west-1"], types: PACED, faults: [fault] };
  const words = ["--region", "eu-west-1", ...PACED.flatMap((type) => ["--type", type])];
  const { told } = await measure({ ...served, perRegion: PAGES * 100 }, words);
  const { calls, throttled } = told.counts["config:SelectResourceConfig"];
  const ideal = (calls - throttled - BUCKET.burst) / BUCKET.rate;
  const taken = told.select / 1000;
  console.log(`\npace: ${calls - throttled} queries, bucket of ${BUCKET.rate}/s and ${BUCKET.burst} at once`);
  console.log(
    `  ${((calls - throttled) / taken).toFixed(1)} pages/s; ${(taken / ideal).toFixed(2)} of the ideal ${ideal.toFixed(1)} s (bar 1.10)`,
  );
  console.log(`  ${throttled} throttled, ${((100 * throttled) / calls).toFixed(1)} % (bar 2 %)`);
}

async function measure(served, words, command = "collect") {
  const endpoint = fork(join(import.meta.dirname, "aws-endpoint.mjs"), { execArgv: ["--max-old-space-size=6000"] });
  try {
    endpoint.send(served);
    const [{ endpoint: url }] = await once(endpoint, "message");
    const output = join(folder, "out.ndjson");
    const env = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "eu-west-1",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const from = performance.now();
    const asked = command === "scan" ? ["--fail-on", "none", "--quiet"] : ["-o", output];
    const demarc = [join(ROOT, "bin", "demarc.js"), command, "aws", ...words, "--no-config", ...asked];
    const child = spawn(process.execPath, demarc, { env, stdio: ["ignore", "pipe", "pipe"] });
    let used = { megabytes: 0, processor: 0 };
    const watch = setInterval(() => (used = usedBy(child.pid) ?? used), 200);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    const [exit] = await once(child, "close");
    clearInterval(watch);
    if (exit === 2) throw new Error(stderr);
    const seconds = (performance.now() - from) / 1000;
    endpoint.send("tell");
    const [told] = await once(endpoint, "message");
    return {
      seconds,
      ...used,
      told,
      said: `exit ${exit}: ${stdout.trim().split("/").at(-1)}`,
      bytes: statSync(output, { throwIfNoEntry: false })?.size ?? 0,
    };
  } finally {
    endpoint.kill();
  }
}

/** Most memory so far, in megabytes, and processor time in seconds; Linux only, and undefined when it has ended. */
function usedBy(pid) {
  try {
    // One that has ended and was not yet taken away has no memory any more.
    const megabytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return { megabytes, processor: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}
