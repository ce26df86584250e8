import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demarc, type Ran } from "./demarc.ts";

interface Finding {
  fingerprint: string;
  facts_digest: string;
  rule_id: string;
  exemption?: { id: string };
}

let folder: string;
let findings: Finding[];
let finding: Finding;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-exemption-"));
  const { stdout } = demarc([
    "demo",
    "--save",
    join(folder, "run.ndjson"),
    "--format",
    "json",
    "--severity",
    "critical",
  ]);
  findings = (JSON.parse(stdout) as { findings: Finding[] }).findings;
  finding = findings.find(({ exemption }) => !exemption)!;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function exempt(file: string, until: string, from = finding.fingerprint.slice(0, 12)): Ran {
  const words = ["--reason", "we know", "--approved-by", "ciso", "--until", until, "--file", join(folder, file)];
  return demarc(["new", "exemption", "--from", from, "--run", join(folder, "run.ndjson"), ...words]);
}

/** A day so many days from now. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

describe("new exemption", () => {
  it("makes a file that check takes, for the facts of the finding", () => {
    expect(exempt("exemptions.yaml", inDays(30)).exit).toBe(0);
    const text = readFileSync(join(folder, "exemptions.yaml"), "utf8");
    expect(text).toContain(finding.fingerprint);
    expect(text).toContain(`facts: ${finding.facts_digest}`);
    expect(demarc(["check", join(folder, "exemptions.yaml")]).exit).toBe(0);
  });

  it("is asked for by the fingerprint that explain shows of the rule's findings", () => {
    const { stdout, exit } = demarc(["explain", finding.rule_id, "--run", join(folder, "run.ndjson")]);
    expect(exit).toBe(0);
    expect(stdout.slice(stdout.indexOf("Findings in this run"))).toContain(finding.fingerprint.slice(0, 12));
  });

  it("is asked for by a rule that has one finding; of several it names the fingerprints", () => {
    const ofRule = (id: string): Finding[] => findings.filter((one) => one.rule_id === id);
    const one = findings.find(({ rule_id: id }) => ofRule(id).length === 1)!.rule_id;
    const many = findings.find(({ rule_id: id }) => ofRule(id).length > 1)!.rule_id;
    expect(exempt("by-rule.exemptions.yaml", inDays(30), one)).toMatchObject({ exit: 0 });
    const { exit, stderr } = exempt("by-rule.exemptions.yaml", inDays(30), many);
    expect(exit).toBe(2);
    expect(stderr).toContain(`"${many}" fits ${ofRule(many).length} findings`);
    expect(stderr.replaceAll(/\s/g, "")).toContain(ofRule(many)[0]!.fingerprint.slice(0, 12));
  });

  it("adds to a file and leaves what people wrote in it", () => {
    const before = "# ours\naccepted_blind_spots: [] # none yet\n";
    writeFileSync(join(folder, "team.exemptions.yaml"), before);
    expect(exempt("team.exemptions.yaml", inDays(30)).exit).toBe(0);
    const text = readFileSync(join(folder, "team.exemptions.yaml"), "utf8");
    expect(text).toContain("# ours");
    expect(text).toContain("# none yet");
    expect(text).toContain(finding.rule_id);
  });

  it.each([
    ["a day too far", "far.yaml", inDays(400), undefined, /--until "[-\d]+" is more than 365 days ahead/],
    ["a day that is over", "over.yaml", inDays(-1), undefined, /--until "[-\d]+" is over/],
    ["no day", "bad.yaml", "soon", undefined, /--until "soon" is not a day/],
    ["a fingerprint that is not there", "none.yaml", inDays(3), "f".repeat(64), /"f{64}"/],
  ])("refuses %s and writes nothing", (_name, file, until, from, said) => {
    const { exit, stderr } = exempt(file, until, from);
    expect(exit).toBe(2);
    expect(stderr).toMatch(said);
    expect(() => readFileSync(join(folder, file))).toThrow();
  });

  it("refuses a second one of the same finding, and says where the first one stands", () => {
    const file = "twice.exemptions.yaml";
    expect(exempt(file, inDays(30)).exit).toBe(0);
    const before = readFileSync(join(folder, file), "utf8");
    const { exit, stderr } = exempt(file, inDays(60));
    expect(exit).toBe(2);
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(`already, until ${inDays(30)}`);
    expect(readFileSync(join(folder, file), "utf8")).toBe(before);
  });

  it("asks nobody where there is no terminal, and says what is missing", () => {
    const argv = ["new", "exemption", "--from", finding.fingerprint, "--run", join(folder, "run.ndjson")];
    const ran = demarc([...argv, "--reason", "we know", "--file", join(folder, "unasked.yaml")]);
    expect([ran.exit, ran.stderr]).toEqual([
      2,
      "demarc: --approved-by, --until missing, and there is no terminal to ask on [usage]\n  help: give them as options\n",
    ]);
  });

  it("begins in a file that holds comments only, and leaves them", () => {
    const file = "begun.exemptions.yaml";
    writeFileSync(join(folder, file), "# Ours.\n# None yet.\n");
    expect(exempt(file, inDays(30)).exit).toBe(0);
    expect(readFileSync(join(folder, file), "utf8")).toMatch(/^# Ours\.\n# None yet\.\n\s*exemptions:/);
  });

  it("lasts as long as the demarc.yaml beside its file allows, for check too", () => {
    const place = mkdtempSync(join(folder, "team-"));
    const file = join(place, "exemptions.yaml").slice(folder.length + 1);
    writeFileSync(join(place, "demarc.yaml"), "longest_exemption: 500d\n");
    expect(exempt(file, inDays(501))).toMatchObject({ exit: 2 });
    expect(exempt(file, inDays(499)).exit).toBe(0);
    const check = (): number | null => demarc(["check", join(folder, file)]).exit;
    expect(check()).toBe(0);
    writeFileSync(join(place, "demarc.yaml"), "longest_exemption: 30d\n");
    expect(check()).toBe(2);
    writeFileSync(join(place, "demarc.yaml"), "no_such_key: 30d\n");
    expect(check()).toBe(2);
    writeFileSync(join(place, "demarc.yaml"), "fail_on: high\nlongest_exemption: 500d\n");
    expect(check()).toBe(0);
  });
});

it.each(["nowhere.yaml", "nowhere.json", "exemptions.yaml"])("check says of %s that it does not exist", (file) => {
  const { exit, stderr } = demarc(["check", join(folder, "no", file)]);
  expect(exit).toBe(2);
  expect(stderr).toContain("does not exist");
});
