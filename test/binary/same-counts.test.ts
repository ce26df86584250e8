import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { RunSummary } from "../../src/model/run.ts";
import { OUTCOMES, SEVERITIES } from "../../src/model/words.ts";
import { csvRows } from "../report/records-of.ts";
import { unzip } from "../report/unzip.ts";
import { demarc } from "./demarc.ts";

type Counts = Readonly<Record<string, number>>;

const FORMATS = ["text", "json", "csv", "markdown", "html", "xlsx", "sarif", "junit", "gitlab", "ocsf", "oscal"];
const folder = mkdtempSync(join(tmpdir(), "demarc-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function counted(words: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Numbers that stand before these words, as text and page say them. */
function saidIn(text: string, words: readonly string[]): Counts {
  const said = words.map((word) => [
    word,
    Number(new RegExp(`(\\d+) ${word.replace("_", "[_ ]")}\\b`).exec(text)?.[1]),
  ]);
  return Object.fromEntries(said) as Counts;
}

function withoutZero(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

interface Written {
  readonly text: (format: string) => string;
  readonly json: <Value>(format: string) => Value;
  readonly bytes: (format: string) => Uint8Array;
  readonly summary: RunSummary;
}

function write(name: string, argv: readonly string[]): Written {
  const at = (format: string): string => join(folder, `${name}.${format}`);
  const { stderr } = demarc([
    ...argv,
    "--include",
    "all",
    ...FORMATS.flatMap((one) => ["--format", `${one}=${at(one)}`]),
  ]);
  expect(stderr).not.toContain("[usage]");
  const text = (format: string): string => readFileSync(at(format), "utf8");
  const json = <Value>(format: string): Value => JSON.parse(text(format)) as Value;
  return {
    text,
    json,
    bytes: (format) => readFileSync(at(format)),
    summary: json<{ summary: RunSummary }>("json").summary,
  };
}

/** A security group that opens SSH, and a storage account of which half was not read. */
function smallEstate(): string[] {
  const group = {
    resourceType: "AWS::EC2::SecurityGroup",
    resourceId: "sg-1",
    arn: "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
    awsAccountId: "111122223333",
    awsRegion: "eu-west-1",
    configurationItemStatus: "OK",
    configurationItemCaptureTime: "2026-11-20T10:00:00Z",
    configuration: {
      groupId: "sg-1",
      groupName: "ssh",
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
    },
    tags: {},
    relationships: [],
  };
  const id =
    "/subscriptions/3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st1";
  const storage = {
    id,
    name: "st1",
    type: "microsoft.storage/storageaccounts",
    location: "westeurope",
    subscriptionId: "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10",
    tags: null,
    properties: { supportsHttpsTrafficOnly: false, allowBlobPublicAccess: true },
  };
  return [group, storage].map((document, index) => {
    const file = join(folder, `small-${index}.json`);
    writeFileSync(file, JSON.stringify(document));
    return file;
  });
}

const SMALL = smallEstate();
const ODD = join(folder, "odd.json");
writeFileSync(ODD, '{"a":1}');
const EXEMPTIONS = join(folder, "exemptions.yaml");
writeFileSync(
  EXEMPTIONS,
  `exemptions:
  - id: bastion
    kind: accepted_risk
    rule: aws-ec2-security-group-ssh-closed-to-world
    match: { id: "*" }
    reason: It is the bastion.
    approved_by: security@example.com
    until: 2027-03-01
`,
);
const SCAN = ["scan", "--as-of", "2026-11-21", "--no-config"];

describe.each<[estate: string, argv: readonly string[]]>([
  ["the sample estate", ["demo"]],
  ["two files of two clouds, something exempted", [...SCAN, ...SMALL, "--exemptions", EXEMPTIONS]],
  ["a file that is not understood", [...SCAN, ODD]],
])("of %s", (estate, argv) => {
  const written = write(estate.replaceAll(" ", "-"), argv);
  const { summary } = written;
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, summary[outcome]]));
  const open = summary.fail - summary.exempted;

  it("the summary adds up", () => {
    expect(OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0)).toBe(summary.pairs);
    expect(SEVERITIES.reduce((sum, severity) => sum + summary.fail_by_severity[severity], 0)).toBe(summary.fail);
  });

  it("all formats that people read give its counts", () => {
    const line = /^pairs +([^=]+= \d+)/m.exec(written.text("text").replaceAll(/\n {12}/g, " "))![1]!;
    expect(saidIn(line, OUTCOMES)).toEqual(outcomes);
    expect(line).toMatch(new RegExp(`= ${summary.pairs}$`));
    const page = /\d+ pass \+[^=]+= \d+ pairs?/.exec(written.text("html"))![0];
    expect(saidIn(page, OUTCOMES)).toEqual(outcomes);
    expect(written.text("html").match(/<tr data-/g)?.length ?? 0).toBe(summary.fail);
    for (const [outcome, count] of Object.entries({ ...outcomes, pairs: summary.pairs }))
      expect(written.text("markdown")).toContain(`| ${outcome} | ${count} |`);
  });

  it("all formats of records list as many of each outcome", () => {
    const { findings, evaluations } = written.json<Record<"findings" | "evaluations", { outcome: string }[]>>("json");
    expect(counted([...findings, ...evaluations].map(({ outcome }) => outcome))).toEqual(withoutZero(outcomes));
    const rows = csvRows(written.text("csv"));
    expect(counted(rows.map(({ outcome }) => outcome!))).toEqual(withoutZero(outcomes));
    const failed = rows.filter(({ outcome }) => outcome === "fail");
    expect(counted(failed.map(({ severity }) => severity!))).toEqual(withoutZero(summary.fail_by_severity));
    type Sarif = { runs: { results: { properties: { outcome: string }; suppressions?: unknown[] }[] }[] };
    const results = written.json<Sarif>("sarif").runs.flatMap((run) => run.results);
    expect(counted(results.map(({ properties }) => properties.outcome))).toEqual(withoutZero(outcomes));
    expect(results.filter(({ suppressions = [] }) => suppressions.length > 0)).toHaveLength(summary.exempted);
  });

  it("the workbook has a row for each finding and for each unknown", () => {
    const files = unzip(written.bytes("xlsx"));
    const rows = (sheet: number): number => files.get(`xl/worksheets/sheet${sheet}.xml`)!.match(/<row /g)!.length - 1;
    const names = [...files.get("xl/workbook.xml")!.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name!);
    expect(rows(names.indexOf("Findings") + 1)).toBe(summary.fail);
    expect(rows(names.indexOf("Not known") + 1)).toBe(summary.unknown);
  });

  it("formats with other words for it give the counts in these", () => {
    const tests = counted(
      [...written.text("junit").matchAll(/<(failure|error|skipped|testcase)\b/g)].map(([, tag]) => tag!),
    );
    const skipped = summary.exempted + summary.manual + summary.inherited + summary.not_applicable;
    const results = { testcase: summary.pairs, failure: open, error: summary.unknown, skipped };
    expect(tests).toEqual(withoutZero(results));
    expect(written.json<unknown[]>("gitlab")).toHaveLength(open);
    const events = written.text("ocsf").split("\n").filter(Boolean);
    const said = events.map((event) => (JSON.parse(event) as { compliance: { status: string } }).compliance.status);
    expect(withoutZero({ Pass: 0, Fail: 0, ...counted(said) })).toMatchObject(
      withoutZero({ Pass: summary.pass, Fail: summary.fail, Inherited: summary.inherited }),
    );
    expect(said).toHaveLength(summary.pairs);
  });

  it("oscal observes what was looked at, and nothing that is the provider's or does not apply", () => {
    type Oscal = Record<"assessment-results", { results: { observations?: unknown[] }[] }>;
    const { "assessment-results": assessed } = written.json<Oscal>("oscal");
    const observed = assessed.results.flatMap(({ observations = [] }) => observations);
    expect(observed).toHaveLength(summary.pass + summary.fail + summary.unknown + summary.manual);
  });
});
