import { createHash } from "node:crypto";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BINARY, demarc } from "./demarc.ts";
import type { Ran } from "./demarc.ts";
import { inProcess } from "./in-process.ts";

/**
 * Every row of the table of exit codes, in every format, each on an estate in which nothing but this one cause decides.
 * Two groups of one rule make all of them: one open to the world, one closed.
 */

const RULE = "aws-ec2-security-group-ssh-closed-to-world";
const AS_OF = "2026-11-20T12:00:00Z";
const FORMATS = ["text", "json", "html", "csv", "markdown", "sarif", "junit", "gitlab", "github"];
const CLOSED = "10.0.0.0/8";
const OPEN = "0.0.0.0/0";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-exits-"));
  write("closed.json", [group("sg-1", CLOSED)]);
  write("open.json", [group("sg-1", CLOSED), group("sg-2", OPEN)]);
  write("other.json", [group("sg-1", CLOSED), group("sg-3", OPEN)]);
  write("unread.json", [group("sg-1", CLOSED), { ...group("sg-2", CLOSED), configuration: null }]);
  write("both.json", [group("sg-1", OPEN), { ...group("sg-2", CLOSED), configuration: null }]);
  write("nothing.json", []);
  writeFileSync(join(folder, "broken.yaml"), "exemptions: [\n");
  exempt("live.yaml", "sg-2", "2027-03-31");
  exempt("expired.yaml", "sg-2", "2026-11-19");
  exempt("unused.yaml", "sg-9", "2027-03-31");
  accept("accepted.yaml", "111122223333");
  accept("missing.yaml", "444455556666");
  const assign = `assign:\n  - { match: { id: "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1" }, owner: pay }\n`;
  writeFileSync(join(folder, "owners.yaml"), `parties:\n  - { id: pay, kind: team }\n${assign}`);
  snapshot("shard.ndjson", ["111122223333", "444455556666"]);
  demarc(["scan", ...words("open.json"), "--save", join(folder, "baseline.ndjson")]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, items: object[]): void {
  writeFileSync(join(folder, file), JSON.stringify({ fileVersion: "1.0", configurationItems: items }));
}

function group(id: string, range: string): object {
  return {
    configurationItemVersion: "1.3",
    configurationItemCaptureTime: "2026-11-20T06:00:00.000Z",
    configurationItemStatus: "OK",
    resourceType: "AWS::EC2::SecurityGroup",
    resourceId: id,
    resourceName: id,
    ARN: `arn:aws:ec2:eu-west-1:111122223333:security-group/${id}`,
    awsAccountId: "111122223333",
    awsRegion: "eu-west-1",
    tags: {},
    supplementaryConfiguration: {},
    configuration: {
      groupId: id,
      groupName: id,
      ipPermissions: [
        {
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          ipv4Ranges: [{ cidrIp: range }],
          ipv6Ranges: [],
          prefixListIds: [],
          userIdGroupPairs: [],
        },
      ],
      ipPermissionsEgress: [],
    },
  };
}

function exempt(file: string, id: string, until: string): void {
  const match = `{ id: "arn:aws:ec2:eu-west-1:111122223333:security-group/${id}" }`;
  const words = `reason: A bastion.\n    approved_by: ciso\n    until: ${until}\n`;
  writeFileSync(
    join(folder, file),
    `exemptions:\n  - kind: accepted_risk\n    rule: ${RULE}\n    match: ${match}\n    ${words}`,
  );
}

function accept(file: string, account: string): void {
  const words =
    "type: AWS::EC2::SecurityGroup\n    reason: Being closed.\n    approved_by: ciso\n    until: 2027-01-31\n";
  writeFileSync(join(folder, file), `accepted_blind_spots:\n  - scope: { account: "${account}" }\n    ${words}`);
}

/** What was collected of an organization, cut down to its first account. */
function snapshot(file: string, accounts: string[]): void {
  const expected = accounts.map((account) => ({ provider: "aws", account, regions: ["eu-west-1"] }));
  const { configuration, supplementaryConfiguration } = group("sg-1", CLOSED) as Record<string, unknown>;
  const resource = {
    provider: "aws",
    account: accounts[0],
    region: "eu-west-1",
    type: "AWS::EC2::SecurityGroup",
    id: `arn:aws:ec2:eu-west-1:${accounts[0]}:security-group/sg-1`,
    name: "sg-1",
    tags: {},
    confirmed_at: "2026-11-20T06:00:00Z",
    configuration,
    supplementaryConfiguration,
  };
  const header = { format: "demarc-snapshot", version: 1, made: AS_OF, scope: { name: "organization", expected } };
  const text = [{ header }, { resource }].map((line) => `${JSON.stringify(line)}\n`).join("");
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const end = { resources: 1, blind_spots: 0, reads: 0, digest };
  writeFileSync(join(folder, file), `${text}${JSON.stringify({ end })}\n`);
}

function words(file: string): string[] {
  return [join(folder, file), "--rule", RULE, "--as-of", AS_OF, "--no-config"];
}

const at = (file: string): string => join(folder, file);
type Row = [cause: string, exit: number, estate: string, options: () => string[], env?: Record<string, string>];
const forOne = (): string[] => ["--owners", at("owners.yaml"), "--owner", "pay"];
const TABLE: Row[] = [
  ["nothing open", 0, "closed.json", () => []],
  ["a finding at the threshold", 1, "open.json", () => ["--fail-on", "high"]],
  ["a finding below the threshold", 0, "open.json", () => ["--fail-on", "critical"]],
  ["a finding without a threshold", 0, "open.json", () => ["--fail-on", "none"]],
  ["a finding that is exempted", 0, "open.json", () => ["--exemptions", at("live.yaml")]],
  ["a finding whose exemption expired", 1, "open.json", () => ["--exemptions", at("expired.yaml")]],
  ["a finding that the baseline knows", 0, "open.json", () => ["--baseline", at("baseline.ndjson")]],
  ["a finding that the baseline does not know", 1, "other.json", () => ["--baseline", at("baseline.ndjson")]],
  ["an exemption that matches nothing", 0, "closed.json", () => ["--exemptions", at("unused.yaml")]],
  ["the same, held strictly", 1, "closed.json", () => ["--exemptions", at("unused.yaml"), "--strict-exemptions"]],
  ["something unread at the threshold", 3, "unread.json", () => []],
  ["something unread below the threshold", 0, "unread.json", () => ["--fail-on", "critical"]],
  ["something unread that is accepted", 0, "unread.json", () => ["--exemptions", at("accepted.yaml")]],
  ["something unread that is allowed", 0, "unread.json", () => ["--allow-incomplete"]],
  [
    "the same in a pipeline, with a number",
    0,
    "unread.json",
    () => ["--allow-incomplete", "--max-unknown", "1"],
    { CI: "true" },
  ],
  ["more unread than the number", 3, "unread.json", () => ["--allow-incomplete", "--max-unknown", "0"]],
  ["the same in a pipeline, without a number", 2, "unread.json", () => ["--allow-incomplete"], { CI: "true" }],
  ["something unread that is nobody's, for one owner", 3, "unread.json", forOne],
  ["the same that is allowed", 0, "unread.json", () => [...forOne(), "--allow-incomplete"]],
  [
    "the same, and more than the number",
    3,
    "unread.json",
    () => [...forOne(), "--allow-incomplete", "--max-unknown", "0"],
  ],
  [
    "a finding that is nobody's, for one owner that allows what is unknown",
    3,
    "open.json",
    () => [...forOne(), "--allow-incomplete"],
  ],
  ["a finding and something unread", 1, "both.json", () => []],
  ["nothing looked at", 3, "nothing.json", () => []],
  ["an expected account that is there", 0, "closed.json", () => ["--expected", "aws/111122223333:eu-west-1"]],
  ["an expected account of which there is not a file", 3, "closed.json", () => ["--expected", "aws/444455556666"]],
  [
    "an expected region of which there is not a file",
    3,
    "closed.json",
    () => ["--expected", "aws/111122223333:us-east-1"],
  ],
  ["an account that the snapshot expects and has not", 3, "shard.ndjson", () => []],
  [
    "an expected account that is missing, below the threshold",
    0,
    "closed.json",
    () => ["--expected", "aws/444455556666", "--fail-on", "critical"],
  ],
  [
    "an expected account that is missing, and accepted",
    0,
    "closed.json",
    () => ["--expected", "aws/444455556666", "--exemptions", at("missing.yaml")],
  ],
  ["an expected account of a cloud nobody knows", 2, "closed.json", () => ["--expected", "awss/444455556666"]],
  ["a finding, and an expected account that is missing", 1, "open.json", () => ["--expected", "aws/444455556666"]],
  ["a wrong option", 2, "closed.json", () => ["--fail-on", "hihg"]],
  ["a wrong file of exemptions", 2, "closed.json", () => ["--exemptions", at("broken.yaml")]],
  ["a baseline that is no run", 2, "closed.json", () => ["--baseline", at("closed.json")]],
];

/** Each cause, each format and each code goes through the program itself more than once, but not all with all. */
const ROWS = TABLE.map(([cause, exit, estate, options, env = {}], index) => {
  return [cause, exit, { estate, options, env, spawned: FORMATS[index % FORMATS.length]! }] as const;
});

describe.each(ROWS)("%s: exit %i", (_cause, exit, { estate, options, env, spawned }) => {
  const argv = (format: string): string[] => ["scan", ...words(estate), "--format", format, ...options()];
  const set = { LANG: "C.UTF-8", ...env };
  const expectEnd = (ran: Ran): void => {
    expect([ran.exit, ran.exit === exit ? "" : ran.stderr]).toEqual([exit, ""]);
    expect(ran.stdout === "").toBe(exit === 2);
    expect(ran.stderr).not.toMatch(/^ {4}at /m);
  };

  it.each(FORMATS)("as %s", async (format) => expectEnd(await inProcess(argv(format), set, folder)));

  it(`of the program itself, as ${spawned}`, () => expectEnd(demarc(argv(spawned), set)));
});

const AGAIN: [cause: string, exit: number, options: () => string[], env?: Record<string, string>][] = [
  ["a finding", 1, () => []],
  ["a finding that is exempted now", 0, () => ["--exemptions", at("live.yaml")]],
  ["a finding whose exemption expired", 1, () => ["--exemptions", at("expired.yaml")]],
  ["a finding that the baseline knows", 0, () => ["--baseline", at("baseline.ndjson")]],
  ["what is unknown allowed in a pipeline without a number", 2, () => ["--allow-incomplete"], { CI: "true" }],
];

describe.each(AGAIN)("a saved run again, %s: exit %i", (_cause, exit, options, env) => {
  const argv = (format: string): string[] => ["report", at("baseline.ndjson"), "--format", format, ...options()];
  const set = { LANG: "C.UTF-8", ...env };

  it.each(["json", "sarif"])("as %s", async (format) => {
    const ran = await inProcess(argv(format), set, folder);
    expect(ran.exit, ran.stderr).toBe(exit);
  });

  it("of the program itself, as text", () => {
    const ran = demarc(argv("text"), set);
    expect(ran.exit, ran.stderr).toBe(exit);
  });
});

describe("how much is said on stderr", () => {
  it.each([
    ["error", /^$/],
    ["warning", /^warning: exemption/],
    ["debug", /^debug: no demarc.yaml; 1 rules asked.*\ndebug: 2 resources read.*\nwarning: exemption/],
  ])("%s", (level, said) => {
    const argv = ["--format", "json", "--exemptions", at("expired.yaml"), "--log-level", level];
    expect(demarc(["scan", ...words("open.json"), ...argv]).stderr).toMatch(said);
  });
});

describe("the end from outside", () => {
  const begin = (...argv: string[]): ChildProcess =>
    spawn(process.execPath, [BINARY, ...argv], { env: { LANG: "C.UTF-8" }, stdio: ["pipe", "ignore", "pipe"] });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s exits with %i and leaves no broken file", async (signal, exit) => {
    const out = join(folder, `out-${signal}`);
    mkdirSync(out);
    // It reads from a pipe that never ends, so that it is under way whenever the signal comes.
    const child = begin(
      "scan",
      "-",
      "--no-config",
      "--format",
      `json=${join(out, "r.json")}`,
      "--save",
      join(out, "run.gz"),
    );
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    let said = "";
    child.stderr!.on("data", (data: Buffer) => (said += data.toString()));
    // More than a pipe holds: once it is gone, the program reads, and so it has begun.
    const read = `{"fileVersion":"1.0","configurationItems":[${" ".repeat(2 ** 20)}`;
    await new Promise((resolve) => child.stdin!.write(read, resolve));
    child.kill(signal);
    expect(await ended).toBe(exit);
    expect(said).toBe(`demarc: interrupted by ${signal}\n`);
    expect(readdirSync(out)).toEqual([]);
  });

  it.runIf(existsSync("/dev/full")).each([
    ["a report", () => ["scan", ...words("closed.json")]],
    ["the help", () => ["--help"]],
    ["the version", () => ["--version"]],
    ["the help of a command", () => ["scan", "--help"]],
  ])("a full disk that %s goes to is an error in one line, exit 2", async (_, argv) => {
    const { openSync } = await import("node:fs");
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [BINARY, ...argv()], { stdio: ["ignore", full, "pipe"] });
    let said = "";
    child.stderr!.on("data", (data: Buffer) => (said += data.toString()));
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(2);
    expect(said).toBe("demarc: the output could not be written: the disk is full [ENOSPC]\n");
  });

  it("asks and spins nowhere but on a terminal", () => {
    const { stdout, stderr } = demarc(["scan", ...words("closed.json")]);
    expect(stdout + stderr).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  it("writes many formats from one scan, which say the same", () => {
    const argv = FORMATS.slice(1).flatMap((format) => ["--format", `${format}=${at(`many.${format}`)}`]);
    expect(demarc(["scan", ...words("open.json"), ...argv]).exit).toBe(1);
    const read = (format: string): string => readFileSync(at(`many.${format}`), "utf8");
    const { findings } = JSON.parse(read("json")) as { findings: { fingerprint: string }[] };
    expect(findings).toHaveLength(1);
    for (const format of ["csv", "sarif", "junit", "gitlab"]) expect(read(format)).toContain(findings[0]!.fingerprint);
  });
});
