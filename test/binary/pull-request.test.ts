import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ran } from "./demarc.ts";
import { inProcess } from "./in-process.ts";
import { runDemarc } from "./run-demarc.ts";

/**
 * What a pull request can do to the gate that judges it, where the pipeline names nothing but what is scanned: each thing
 * that makes the gate easier is said wherever somebody may look, with its file, or is refused.
 */

const ROOT = join(import.meta.dirname, "../..");
const RULE = "aws-ec2-security-group-ssh-closed-to-world";
const AS_OF = "2026-11-20T12:00:00Z";
const SCAN = ["scan", "estate.json", "--as-of", AS_OF];
const OUTPUTS = ["--format", "text", "--format", "json=report.json", "--format", "github=annotations.txt"];
const CI = { LANG: "C.UTF-8", CI: "true", GITHUB_STEP_SUMMARY: "summary.md" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-pull-request-"));
  write({ "estate.json": JSON.stringify({ fileVersion: "1.0", configurationItems: [group()] }), ".git/HEAD": "" });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Open to the world, and a day old. */
function group(): object {
  const range = { ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }], ipv6Ranges: [], prefixListIds: [], userIdGroupPairs: [] };
  return {
    configurationItemVersion: "1.3",
    configurationItemCaptureTime: "2026-11-19T06:00:00.000Z",
    configurationItemStatus: "OK",
    resourceType: "AWS::EC2::SecurityGroup",
    resourceId: "sg-1",
    resourceName: "sg-1",
    ARN: "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
    awsAccountId: "111122223333",
    awsRegion: "eu-west-1",
    tags: {},
    supplementaryConfiguration: {},
    configuration: {
      groupId: "sg-1",
      groupName: "sg-1",
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ...range }],
      ipPermissionsEgress: [],
    },
  };
}

/** The outputs in single lines, the underscores of Markdown as they were. */
function outputs({ stdout }: Ran): Record<string, string> {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const { warnings } = JSON.parse(read("report.json")) as { warnings: string[] };
  const flat = (text: string): string => text.replaceAll(/\s+/g, " ");
  return { text: flat(stdout), summary: flat(read("summary.md").replaceAll("&#95;", "_")), json: warnings.join(" ") };
}

const GRANTED = "    reason: A bastion.\n    approved_by: mallory\n    until: 2027-03-31\n";
const EXEMPTIONS = `exemptions:\n  - kind: accepted_risk\n    rule: ${RULE}\n    match: { id: "*sg-1" }\n${GRANTED}`;
const OWNERS =
  "parties: [{ id: mallory, kind: team }]\nassign: [{ match: { account: '111122223333' }, owner: mallory }]\n";
const OVERRIDE = (words: string): string => `rule_overrides: [{ rule: ${RULE}, ${words}, reason: We like it. }]`;
const DUTY =
  "{ type: AWS::EC2::SecurityGroup, layer: network-controls, party: provider, reason: So, approved_by: mallory, until: 2027-01-31 }";

type Row = [config: string, exit: number, said: RegExp, files?: Record<string, string>];
const SAID: Row[] = [
  ["fail_on: none", 0, /demarc\.yaml:1 loosens the gate: fail_on none/],
  ["quiet: false\nfail_on: critical", 0, /demarc\.yaml:2 loosens the gate: fail_on critical/],
  ["exemptions: e.yaml", 0, /demarc\.yaml:1 loosens the gate: exemptions e\.yaml/, { "e.yaml": EXEMPTIONS }],
  ["longest_exemption: 9999d", 1, /demarc\.yaml:1 loosens the gate: longest_exemption 9999d/],
  ["max_age: 9999d", 1, /demarc\.yaml:1 loosens the gate: max_age 9999d/],
  ["allow_incomplete: true\nmax_unknown: 99", 1, /loosens the gate: allow_incomplete true.*:2 .*max_unknown 99/],
  ["declare_read: AWS::EC2::FlowLog", 1, /loosens the gate: declare_read AWS::EC2::FlowLog/],
  ["owners: o.yaml\nowner_fail_on: mallory=none", 0, /:1 .*owners o\.yaml.*:2 .*mallory=none/, { "o.yaml": OWNERS }],
  ["severity: critical", 3, /demarc\.yaml:1 narrows what is asked: severity critical/],
  ["layer: data", 3, /demarc\.yaml:1 narrows what is asked: layer data/],
  ["type: AWS::S3::Bucket", 3, /demarc\.yaml:1 narrows what is asked: type AWS::S3::Bucket/],
  ["framework: cis-aws-6.0", 1, /demarc\.yaml:1 narrows what is asked: framework cis-aws-6\.0/],
  [`rule: [${RULE}]`, 1, /demarc\.yaml:1 narrows what is asked: rule aws-ec2/],
  [OVERRIDE("off: true"), 0, new RegExp(`demarc\\.yaml: ${RULE} is off: We like it`)],
  [OVERRIDE("severity: info"), 0, /demarc\.yaml: .* LOWERED from high to info: We like it/],
  [`responsibility_overrides: [${DUTY}]`, 0, /demarc\.yaml.*network-controls.*mallory/],
];

const SHIPPED = [
  "tables/lambda-runtimes.yaml",
  "conditions/s3-bucket-not-public.yaml",
  "fields/azure.json",
  "providers.yaml",
];
const REFUSED: [what: string, files: Record<string, string>, said: RegExp][] = [
  ["what is unknown, without a number", { "demarc.yaml": "allow_incomplete: true" }, /--max-unknown N/],
  ["no warnings", { "demarc.yaml": "log_level: error" }, /demarc\.yaml:1:12: .*"error"/],
  [
    "an exemption for ever",
    { "e.yaml": EXEMPTIONS.replace("2027", "2097"), "demarc.yaml": "exemptions: e.yaml" },
    /e\.yaml:7:12: more than 365 days/,
  ],
  [
    "an exemption by nobody",
    { "e.yaml": EXEMPTIONS.replace(/.*mallory\n/, ""), "demarc.yaml": "exemptions: e.yaml" },
    /approved_by/,
  ],
  [
    "a unit that asks less",
    {
      "demarc.yaml": "owners: o.yaml",
      "o.yaml": `parties: [{ id: mallory, kind: team }]\nunits: { u: { accounts: ["111122223333"], tighten: [{ rule: ${RULE}, severity: low }] } }`,
    },
    /o\.yaml:2:\d+: low is not above the rule's high/,
  ],
  [
    "a rule under a shipped name",
    { "demarc.yaml": "rules: own", ...own(`aws/ec2/${RULE.slice("aws-ec2-".length)}.yaml`) },
    /rule-id-twice/,
  ],
  ["another model", { "demarc.yaml": "rules: own", "own/responsibility/types.yaml": "{}" }, /responsibility-shipped/],
  ...SHIPPED.map((file): [string, Record<string, string>, RegExp] => [
    `a shipped ${dirname(file)} of its own (${file})`,
    { "demarc.yaml": "rules: own", ...own(file) },
    new RegExp(`own/${file}: .*shipped-replaced`),
  ]),
];

function own(file: string): Record<string, string> {
  return { [`own/${file}`]: readFileSync(join(ROOT, "rules", file), "utf8") };
}

describe("a pull request that makes its gate easier", () => {
  it.each(SAID)("says in text, summary and JSON: %s", async (config, exit, said, files = {}) => {
    write({ "demarc.yaml": config, ...files });
    const ran = await inProcess(
      [...SCAN, ...OUTPUTS],
      { ...CI, GITHUB_STEP_SUMMARY: join(folder, "summary.md") },
      folder,
    );
    expect(ran).toMatchObject({ exit, stderr: "" });
    for (const text of Object.values(outputs(ran))) expect(text).toMatch(said);
  });

  it("says of a baseline which it is, through the built program", async () => {
    const saved = await runDemarc([...SCAN, "--no-config", "--save", "known.run"], CI, folder);
    write({ "demarc.yaml": "baseline: known.run" });
    rmSync(join(folder, "summary.md"), { force: true });
    const ran = await runDemarc([...SCAN, ...OUTPUTS], CI, folder);
    expect([saved.exit, ran.exit]).toEqual([1, 0]);
    for (const text of Object.values(outputs(ran)))
      expect(text).toMatch(/yaml:1 loosens the gate: baseline known\.run/);
  });

  it.each(["quiet: true", "format: csv", "format: text=kept.txt", "quiet: true\nredact: true\nredact_key: k.json"])(
    "cannot hide it: %s",
    async (config) => {
      write({ "demarc.yaml": `fail_on: none\n${config}\n` });
      const ran = await inProcess(SCAN, CI, folder);
      expect(ran.exit).toBe(0);
      expect(ran.stderr).toContain("warning: demarc.yaml:1 loosens the gate: fail_on none\n");
    },
  );

  it("says nothing of what the command line decides, or what makes the gate harder", async () => {
    write({ "demarc.yaml": "fail_on: none\nmax_age: 3d\nstrict_exemptions: true\nregion: eu-west-1\n" });
    const ran = await inProcess([...SCAN, "--fail-on", "high"], CI, folder);
    expect(ran.exit).toBe(1);
    expect(ran.stdout + ran.stderr).not.toMatch(/loosens|narrows/);
  });

  it("says it of a saved run that is reported again", async () => {
    await inProcess([...SCAN, "--no-config", "--save", "saved.run"], CI, folder);
    write({ "demarc.yaml": "fail_on: none\n" });
    const ran = await inProcess(["report", "saved.run"], CI, folder);
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toContain("demarc.yaml:1 loosens the gate: fail_on none");
  });

  it.each(REFUSED)("is refused: %s", async (_what, files, said) => {
    write(files);
    const ran = await runDemarc(SCAN, CI, folder);
    expect({ ...ran, stderr: "" }).toEqual({ exit: 2, stdout: "", stderr: "" });
    expect(ran.stderr).toMatch(said);
  });
});

it("has no key in any file that people write for whom to ask, as whom, or what to run", () => {
  const files = readdirSync(join(ROOT, "schemas")).filter((file) => file !== "report.schema.json");
  const texts = [...files.map((file) => join("schemas", file)), "rules/rule.schema.json"];
  const keys = texts.flatMap((file) => propertiesOf(JSON.parse(readFileSync(join(ROOT, file), "utf8"))));
  expect(new Set(keys).size).toBeGreaterThan(150);
  const forbidden =
    /endpoint|proxy|profile|authority|browser|chrome|command|exec|spawn|shell|(?<!sub)script|plugin|module|hook|host|url|credential|secret|token|passw|tenant|assume|client_/i;
  expect(keys.filter((key) => forbidden.test(key))).toEqual([]);
});

function propertiesOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(propertiesOf)];
}
