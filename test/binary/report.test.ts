import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HAS_BROWSER } from "../browser/chromium.ts";
import { demarc } from "./demarc.ts";

describe("demarc report", () => {
  const folder = mkdtempSync(join(tmpdir(), "demarc-report-"));
  const at = (name: string): string => join(folder, name);
  beforeAll(() => void demarc(["demo", "--save", at("run.ndjson.gz"), "--format", `html=${at("demo.html")}`]));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives the same page as the scan that made the run, and the exit code of a scan", () => {
    const { exit, stderr } = demarc(["report", at("run.ndjson.gz"), "--format", `html=${at("again.html")}`]);
    expect(stderr).not.toContain("error");
    expect(exit).toBe(1);
    expect(readFileSync(at("again.html"), "utf8")).toBe(readFileSync(at("demo.html"), "utf8"));
  });

  it("counts a run once that is given twice", () => {
    demarc(["report", at("run.ndjson.gz"), "--format", `json=${at("once.json")}`]);
    demarc(["report", at("run.ndjson.gz"), at("run.ndjson.gz"), "--format", `json=${at("twice.json")}`]);
    const once = JSON.parse(readFileSync(at("once.json"), "utf8")) as { summary: object };
    const twice = JSON.parse(readFileSync(at("twice.json"), "utf8")) as { summary: object; warnings: string[] };
    expect(twice.summary).toEqual(once.summary);
    expect(twice.warnings.join()).toContain("is left out");
  });

  it("puts client, assessor, picture and notes into the page", () => {
    writeFileSync(at("logo.png"), Buffer.from("iVBORw0KGgo=", "base64"));
    writeFileSync(
      at("notes.yaml"),
      "notes:\n  - rule: aws-account-root-mfa-enabled\n    note: The token was ordered.\n    rating: { severity: medium, reason: No root login in a year. }\n",
    );
    const dress = ["--client", "Client & Sons", "--assessor", "A. Assessor", "--logo", at("logo.png")];
    demarc([
      "report",
      at("run.ndjson.gz"),
      ...dress,
      "--notes",
      at("notes.yaml"),
      "--format",
      `html=${at("dressed.html")}`,
    ]);
    const page = readFileSync(at("dressed.html"), "utf8");
    expect(page).toContain("<h1>Client &amp; Sons</h1>");
    expect(page).toContain("The token was ordered.");
    expect(page).toContain("by the assessor: No root login in a year.");
    expect(page).toContain('src="data:image/png;base64,iVBORw0KGgo="');
  });

  it("shows with --compare what is still open, and keeps the verdict of the run", () => {
    const { exit } = demarc([
      "report",
      at("run.ndjson.gz"),
      "--compare",
      at("run.ndjson.gz"),
      "--format",
      `html=${at("retest.html")}`,
    ]);
    expect(exit).toBe(1);
    expect(readFileSync(at("retest.html"), "utf8")).toMatch(/0 fixed, \d+ still open, 0 worse, \d+ new/);
  });

  it.skipIf(!HAS_BROWSER)(
    "prints a tagged PDF whose contents name the true pages, on the paper that is asked for",
    () => {
      const files = ["--format", `pdf=${at("letter.pdf")}`, "--paper", "letter", "--owner", "payments"];
      demarc(["report", at("run.ndjson.gz"), ...files], { LANG: "C.UTF-8", PATH: process.env["PATH"]! });
      const facts = execFileSync("pdfinfo", [at("letter.pdf")], { encoding: "utf8" });
      expect(facts).toMatch(/Page size: +612 x 792 pts/);
      expect(facts).toMatch(/Tagged: +yes/);
      const text = execFileSync("pdftotext", ["-layout", at("letter.pdf"), "-"], { encoding: "utf8" });
      const pages = text.split("\f");
      const contents = pages[1]!.matchAll(/^(\S.*?) {2,}(\d+)$/gm);
      const entries = Array.from(contents, ([, title, page]) => [title!, Number(page)] as const);
      expect(entries.length).toBeGreaterThan(8);
      for (const [title, page] of entries) expect(pages[page - 1], title).toMatch(new RegExp(`^${title}$`, "m"));
      const glance = text.matchAll(/^(F-\d{3}) .* (\d+)$/gm);
      for (const [, number, page] of glance)
        expect(pages[Number(page) - 1], number).toMatch(new RegExp(`^ *${number} `, "m"));
    },
  );

  it("says what to do for a PDF where no Chromium is", () => {
    const argv = ["report", at("run.ndjson.gz"), "--format", `pdf=${at("report.pdf")}`];
    const { exit, stderr } = demarc(argv, { LANG: "C.UTF-8", PATH: folder, DEMARC_CHROMIUM: at("no-browser") });
    expect(exit).toBe(2);
    expect(stderr).toContain("DEMARC_CHROMIUM names");
  });

  it("writes a workbook", () => {
    demarc(["report", at("run.ndjson.gz"), "--format", `xlsx=${at("report.xlsx")}`]);
    expect(readFileSync(at("report.xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect(demarc(["report", at("run.ndjson.gz"), "--format", "xlsx"]).stderr).toContain("xlsx=FILE");
  });

  it("judges a snapshot again: identical, or the first pair that differs", () => {
    const estate = join(import.meta.dirname, "../../dist/estate");
    const [snapshot, run] = [at("snapshot.ndjson"), at("verified.ndjson")];
    demarc(["collect", estate, "-o", snapshot]);
    demarc(["scan", snapshot, "--as-of", "2026-11-20T12:00:00Z", "--save", run]);
    const same = demarc(["report", run, "--verify", snapshot]);
    expect(same.stdout).toMatch(/^identical: \d+ pairs judged again/);
    expect(same.exit).toBe(0);
    const fewer = demarc(["report", run, "--verify", join(estate, "azure")]);
    expect(fewer.stdout).toMatch(/^different: \S+ on \S+ is \w+ in the run and not there now/);
    expect(fewer.stdout).toContain("; the input is not the one that was judged");
    expect(fewer.exit).toBe(1);
  });

  it("judges it again as it was judged then: by the same age, the same declarations and the same few rules", () => {
    const [snapshot, run] = [join(import.meta.dirname, "../../dist/estate"), at("shaped.ndjson")];
    const few = ["--type", "AWS::S3::Bucket", "--max-age", "3d", "--declare-read", "AWS::S3::Bucket"];
    demarc(["scan", snapshot, ...few, "--as-of", "2026-11-20T12:00:00Z", "--save", run]);
    expect(demarc(["report", run, "--verify", snapshot]).stdout).toMatch(/^identical: /);
    const changed = readFileSync(run, "utf8").replace('"max_age":3', '"max_age":4');
    const lines = changed.trimEnd().split("\n").slice(0, -1);
    const end = JSON.parse(changed.trimEnd().split("\n").at(-1)!) as { end: { sha256: string } };
    end.end.sha256 = createHash("sha256")
      .update(`${lines.join("\n")}\n`)
      .digest("hex");
    writeFileSync(run, `${[...lines, JSON.stringify(end)].join("\n")}\n`);
    expect(demarc(["report", run, "--verify", snapshot]).stdout).toMatch(/^different: /);
  });

  it("asks for the owners whose units have rules of their own, and verifies with them", () => {
    const estate = join(import.meta.dirname, "../../dist/estate");
    const asked = demarc(["report", at("run.ndjson.gz"), "--verify", estate]);
    expect(asked.exit).toBe(2);
    expect(asked.stderr).toContain("--owners owners.yaml");
    const owners = ["--owners", join(estate, "owners.yaml")];
    expect(demarc(["report", at("run.ndjson.gz"), "--verify", estate, ...owners]).stdout).toMatch(/^identical: /);
  });

  it("reads demarc.yaml: whose report it is, the gate, and the overrides that a judgement is verified with", () => {
    const estate = join(import.meta.dirname, "../../dist/estate");
    const config = [
      "save: again.ndjson",
      "format: json=again.json",
      "fail_on: none",
      "report: { client: Client & Sons, assessor: A. Assessor, paper: letter, notes: notes.yaml }",
      "rule_overrides: [{ rule: aws-account-root-mfa-enabled, severity: low, reason: nobody signs in }]",
      "responsibility_overrides:",
      "  - { type: AWS::S3::Bucket, layer: logging, party: shared, reason: r, approved_by: ciso, until: 2027-01-31 }",
    ];
    writeFileSync(at("demarc.yaml"), config.join("\n"));
    const [from, run] = [["--config-from", at("demarc.yaml")], at("overridden.ndjson")];
    const noted = [
      "--from",
      "aws-account-root-mfa-enabled",
      "--note",
      "It lies in a safe.",
      "--file",
      at("notes.yaml"),
    ];
    rmSync(at("notes.yaml"), { force: true });
    expect(demarc(["new", "note", ...noted]).exit).toBe(0);
    const laid = ["owners", "attestations", "exemptions"].flatMap((one) => [`--${one}`, join(estate, `${one}.yaml`)]);
    const asOf = ["--as-of", "2026-11-20T12:00:00Z", "--longest-exemption", "365d"];
    demarc(["scan", estate, ...from, ...laid, ...asOf, "--save", run, "--format", `html=${at("scan.html")}`]);

    const { exit } = demarc(["report", run, ...from, "--format", `html=${at("config.html")}`]);
    expect(exit).toBe(0);
    const page = readFileSync(at("config.html"), "utf8");
    for (const words of ["<h1>Client &amp; Sons</h1>", "It lies in a safe.", "size: letter;"])
      expect(page).toContain(words);
    expect(page).toBe(readFileSync(at("scan.html"), "utf8"));
    expect(existsSync(at("again.ndjson")) || existsSync(at("again.json"))).toBe(false);

    const verify = ["report", run, "--verify", estate];
    expect(demarc([...verify, ...from, ...laid]).stdout).toMatch(/^identical: .* same input\n$/);
    const fewer = demarc([...verify, ...from, ...laid.slice(0, 4)]);
    expect(fewer.stdout).toMatch(/^identical: .*; left aside: exemptions, to be named with --exemptions\n$/);
    const without = demarc([...verify, "--no-config", ...laid]);
    expect(without.exit).toBe(1);
    expect(without.stdout).toContain(
      "the run was made with a demarc.yaml, whose overrides --config-from lays over it again",
    );
    const later = readFileSync(join(estate, "exemptions.yaml"), "utf8").replace(
      "until: 2027-03-31",
      "until: 2027-03-30",
    );
    writeFileSync(at("later.yaml"), later);
    const other = demarc([...verify, ...from, ...laid.slice(0, 4), "--exemptions", at("later.yaml")]);
    expect(other.stdout).toMatch(/^different: \S+ on \S+ is fail in the run and fail now: exemption\n$/);
  });

  it.each([
    ["a run that is not there", ["report", "nowhere.ndjson"], "could not be read"],
    ["a logo that is no picture", ["report", "RUN", "--logo", "logo.txt"], "is no picture"],
    ["notes that are not there", ["report", "RUN", "--notes", "nowhere.yaml"], "the notes could not be read"],
  ])("says how to mend %s", (_what, argv, words) => {
    const { exit, stderr } = demarc(argv.map((word) => (word === "RUN" ? at("run.ndjson.gz") : word)));
    expect(exit).toBe(2);
    expect(stderr).toContain(words);
  });
});
