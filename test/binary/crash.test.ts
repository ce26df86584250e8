import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FORMAT_NAMES } from "../../src/model/formats.ts";
import { AS_OF, awsEnvironment, startEstate } from "../collect/scan-aws.ts";
import { azureDocuments } from "../collect/scan-azure.ts";
import { certificate } from "../loopback-azure/certificate.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { volumes } from "../loopback-aws/sample-estate.ts";
import type { LoopbackAzure } from "../loopback-azure/start-azure.ts";
import { startAzure } from "../loopback-azure/start-azure.ts";
import { dying, inFolder, others, someOf, standing, TRIES_ALL } from "./dying.ts";
import type { Ended, Env } from "./dying.ts";

/**
 * The program is killed at changes that it makes to the disk, in the middle of each: between two of them a kill leaves
 * nothing that it would not leave at the next.
 */

// The program is started many times, on a machine that may be busy.
if (TRIES_ALL) vi.setConfig({ testTimeout: 3_600_000 });

const FIXTURES = join(import.meta.dirname, "../../fixtures/estate");
const RUN = "run.ndjson.gz";

let aws: LoopbackAws;
let azure: LoopbackAzure;
const given = mkdtempSync(join(tmpdir(), "demarc-given-"));
const AUTHORITY = join(given, "authority.pem");
const killed = { deaths: 0, steps: 0 };

beforeAll(async () => {
  aws = await startEstate({ documents: volumes(30) });
  azure = await startAzure({ documents: await azureDocuments() });
  writeFileSync(AUTHORITY, certificate().cert);
  cpSync(join(FIXTURES, "azure/resource-graph-sandbox.json"), join(given, "estate.json"));
  await dying(["scan", "estate.json", "--as-of", AS_OF, "--save", RUN], given, {});
});
afterAll(async () => {
  rmSync(given, { recursive: true });
  await aws.close();
  await azure.close();
  console.info(`killed ${killed.deaths} times, in ${killed.steps} changes of the disk`);
});

interface Case {
  readonly argv: readonly string[];
  /** What it writes. */
  readonly output: readonly string[];
  /** How many of its steps are tried. */
  readonly count: number;
  readonly env?: () => Env;
  readonly exit: number;
  /** The other way that it is ended by. */
  readonly signal: "SIGINT" | "SIGTERM";
}

const SEED = 12;
const JOURNAL = "s.ndjson.journal";

const REPORTS = FORMAT_NAMES.filter((name) => name !== "pdf").map((name) => [name, `report.${name}`] as const);
const CASES: Readonly<Record<string, Case>> = {
  "collect of files": {
    argv: ["collect", "GIVEN/estate.json", "-o", "s.ndjson"],
    output: ["s.ndjson"],
    count: 3,
    exit: 0,
    signal: "SIGINT",
  },
  "collect of files, packed": {
    argv: ["collect", "GIVEN/estate.json", "-o", "s.ndjson.gz"],
    output: ["s.ndjson.gz"],
    count: 2,
    exit: 0,
    signal: "SIGTERM",
  },
  "scan --save": {
    argv: ["scan", "GIVEN/estate.json", "--as-of", AS_OF, "--save", "saved.ndjson"],
    output: ["saved.ndjson"],
    count: 3,
    exit: 1,
    signal: "SIGINT",
  },
  "report in every format": {
    argv: ["report", `GIVEN/${RUN}`, ...REPORTS.flatMap(([name, file]) => ["--format", `${name}=${file}`])],
    output: REPORTS.map(([, file]) => file),
    count: 3,
    exit: 1,
    signal: "SIGTERM",
  },
  "collect aws": {
    argv: "collect aws --region eu-west-1 --region us-east-1 --rule aws-ec2-volume-encrypted -o s.ndjson --resume".split(
      " ",
    ),
    output: ["s.ndjson"],
    count: 3,
    env: () => set(awsEnvironment(aws)),
    exit: 0,
    signal: "SIGINT",
  },
  "collect azure": {
    argv: "collect azure --rule azure-storage-blob-soft-delete -o s.ndjson --resume".split(" "),
    output: ["s.ndjson"],
    count: 3,
    env: () => ({ NODE_EXTRA_CA_CERTS: AUTHORITY, ...azure.env }),
    exit: 0,
    signal: "SIGTERM",
  },
};

function set(variables: Readonly<Record<string, string>>): Env {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

const wordsOf = ({ argv }: Case): string[] => argv.map((word) => word.replace("GIVEN", given));

/** Names that a reader of folders passes over, and that say what they are. */
const LEFT_OVER = /\.(?:tmp|partial|journal)$/;

interface Whole {
  readonly steps: number;
  readonly files: ReadonlyMap<string, string>;
  readonly ended: Ended;
  /** What else it leaves. */
  readonly kept: readonly string[];
}

async function unbroken(one: Case): Promise<Whole> {
  return inFolder(async (folder) => {
    const stepsTo = join(folder, "steps");
    const ended = await dying(wordsOf(one), folder, one.env?.() ?? {}, { stepsTo });
    expect(ended).toMatchObject({ exit: one.exit });
    const kept = others(folder, [...one.output, "steps"]);
    // Where something was refused, it can be asked again.
    expect(kept.filter((name) => name !== JOURNAL)).toEqual([]);
    const files = standing(folder, one.output);
    expect([...files.keys()]).toEqual(one.output);
    return { steps: Number(readFileSync(stepsTo, "utf8")), files, ended, kept };
  });
}

/** Several deaths in one folder, then an attempt that nobody disturbs. */
async function again(one: Case, whole: Whole, deaths: readonly number[], folder: string): Promise<void> {
  const env = one.env?.() ?? {};
  for (const at of deaths) {
    const ended = await dying(wordsOf(one), folder, env, { at });
    killed.deaths += ended.signal === "SIGKILL" ? 1 : 0;
    const left = standing(folder, one.output);
    for (const [name, content] of left) expect(content, `${name} at step ${at}`).toBe(whole.files.get(name));
    if (/^s\.ndjson(?:\.gz)?: \d+ resources/.test(ended.stdout)) expect(left.size).toBe(1);
    expect(others(folder, one.output).filter((name) => !LEFT_OVER.test(name))).toEqual([]);
  }
  const last = await dying(wordsOf(one), folder, env);
  expect(last, `after ${deaths.join()}`).toMatchObject({ exit: whole.ended.exit, stderr: whole.ended.stderr });
  expect(standing(folder, one.output), `after ${deaths.join()}`).toEqual(whole.files);
  expect(others(folder, one.output).filter((name) => name === JOURNAL)).toEqual(whole.kept);
}

describe.each(Object.entries(CASES))("an end from outside in the middle of %s", (_, one) => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await unbroken(one);
    killed.steps += whole.steps;
  });

  it("by SIGKILL leaves whole files and nothing that stops the next attempt, which ends as if it were the first", async () => {
    const before = killed.deaths;
    const deaths = someOf(whole.steps, one.count, SEED);
    const rounds = TRIES_ALL ? deaths.map((at) => [at]) : [deaths];
    for (const round of rounds) await inFolder((folder) => again(one, whole, round, folder));
    expect(killed.deaths).toBeGreaterThan(before);
  });

  it.each([one.signal])("by %s takes away what was begun", async (by) => {
    for (const at of someOf(whole.steps, 1, SEED)) {
      await inFolder(async (folder) => {
        const ended = await dying(wordsOf(one), folder, one.env?.() ?? {}, { at, by });
        for (const [name, content] of standing(folder, one.output)) expect(content).toBe(whole.files.get(name));
        // At its last steps it may come to its end before the signal does.
        if (ended.exit === one.exit) return;
        expect(ended.exit).toBe({ SIGINT: 130, SIGTERM: 143 }[by]);
        const kept = "(?:kept: \\d+ parts? in s\\.ndjson\\.journal; --resume goes on from there\\n)?";
        expect(ended.stderr).toMatch(new RegExp(`^${kept}demarc: interrupted by ${by}\\n$`));
        expect(others(folder, [...one.output, JOURNAL])).toEqual([]);
      });
    }
  });
});
