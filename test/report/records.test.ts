import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../src/model/run.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { COMPARED, RUNS, FORMATS, verdictOf, sarifOf, junitCases, csvRows, prints, fails, open } from "./records-of.ts";
import type { SarifRun } from "./records-of.ts";
import { renderCsv, renderJson } from "./rendered.ts";
import { CLEAN, EMPTY } from "./sample-run.ts";

describe.each(Object.entries(FORMATS))("the format %s", (name, render) => {
  it.each(RUNS)(`of the %s run is as in the golden file`, async (run, value) => {
    await expect(render(value)).toMatchFileSnapshot(`golden/${run}.${name}`);
  });

  it("does not depend on the order of the run", () => {
    const turned = {
      ...COMPARED,
      rules: COMPARED.rules.toReversed(),
      evaluations: COMPARED.evaluations.toReversed(),
      blind_spots: COMPARED.blind_spots.toReversed(),
      exemptions: COMPARED.exemptions.toReversed(),
    };
    expect(render(turned)).toBe(render(COMPARED));
  });

  it("lets no letter through that a terminal or a reader obeys", () => {
    const lines = render(COMPARED).replaceAll(name === "csv" ? "\r\n" : "\n", "");
    expect(lines).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

describe("junit", () => {
  it("says beside its tests what leaves a run incomplete that is none of them", () => {
    const verdict = {
      ...verdictOf(CLEAN),
      exit: 3,
      incomplete: true,
      words: "INCOMPLETE 1 pair without evidence",
    } as const;
    const plain = renderJunit(CLEAN, { include: ["pass"], verdict: verdictOf(CLEAN) });
    const xml = renderJunit(CLEAN, { include: ["pass"], verdict });
    const tests = (text: string): number => Number(/<testsuites[^>]* tests="(\d+)"/.exec(text)![1]);
    expect(tests(plain)).toBeGreaterThan(0);
    expect(tests(xml)).toBe(tests(plain) + 1);
    expect(xml.match(/<testcase/g)).toHaveLength(tests(xml));
    expect(xml).toContain('<error message="INCOMPLETE 1 pair without evidence" type="unknown">');
  });

  it("has an error where nothing was looked at: no test at all would be read as a pass", () => {
    const xml = renderJunit(EMPTY, { include: [], verdict: verdictOf(EMPTY) });
    expect(xml).toContain('tests="1" failures="0" errors="1"');
    expect(xml).toContain('<error message="INCOMPLETE nothing was looked at" type="unknown">');
    expect(renderJunit(CLEAN, { include: [], verdict: verdictOf(CLEAN) })).toContain('errors="0"');
  });
});

describe("a test of junit that did not pass", () => {
  // GitLab shows the text of the element and never its message: https://github.com/microsoft/testfx/issues/10269,
  // read 2026-11-23.
  it("says what is wrong in its text too, and which finding it is", () => {
    const cases = junitCases(COMPARED).filter(({ state }) => state !== "pass");
    expect(cases.length).toBeGreaterThan(0);
    for (const { message, text, state } of cases) {
      expect(text.startsWith(message), text).toBe(true);
      if (state !== "skipped") expect(text).toMatch(/\nfingerprint: [0-9a-f]+$/);
    }
  });
});

describe("all formats of records", () => {
  it("give the same fingerprints", () => {
    const json = JSON.parse(renderJson(COMPARED, { include: "all" })) as { findings: Evaluation[] };
    const sarif = sarifOf(COMPARED).results.filter(({ properties }) => properties.outcome === "fail");
    const gitlab = JSON.parse(renderGitlab(COMPARED)) as Evaluation[];
    const csv = csvRows(renderCsv(COMPARED, { include: [] })) as unknown as Evaluation[];
    expect(prints(json.findings)).toEqual(prints(fails));
    expect(sarif.map(({ partialFingerprints }) => partialFingerprints["demarc/v1"]!).toSorted()).toEqual(prints(fails));
    expect(prints(csv)).toEqual(prints(fails));
    expect(prints(gitlab)).toEqual(prints(open));
    const junit = renderJunit(COMPARED, { include: [], verdict: verdictOf(COMPARED) });
    for (const { fingerprint } of open) expect(junit).toContain(fingerprint);
  });

  it("give the same counts of every outcome", () => {
    const { summary } = COMPARED;
    const count = (words: string[]): Record<string, number> =>
      Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
    const outcomes = {
      pass: summary.pass,
      fail: summary.fail,
      unknown: summary.unknown,
      manual: summary.manual,
      inherited: summary.inherited,
      not_applicable: summary.not_applicable,
    };
    expect(count(sarifOf(COMPARED).results.map(({ properties }) => properties.outcome))).toEqual(outcomes);
    expect(count(csvRows(FORMATS["csv"]!(COMPARED)).map(({ outcome }) => outcome!))).toEqual(outcomes);
    for (const [outcome, number] of Object.entries(outcomes)) {
      expect(FORMATS["md"]!(COMPARED)).toContain(`| ${outcome} | ${number} |`);
      expect(FORMATS["junit.xml"]!(COMPARED)).toContain(`<property name="${outcome}" value="${number}"/>`);
    }
    expect(count(junitCases(COMPARED).map(({ state }) => state))).toEqual({
      pass: summary.pass,
      failure: summary.fail - summary.exempted,
      error: summary.unknown,
      skipped: summary.exempted + summary.manual + summary.inherited + summary.not_applicable,
    });
  });

  it("show nothing that is inherited as a pass or a fail", () => {
    const inherited = COMPARED.evaluations.filter(({ outcome }) => outcome === "inherited");
    expect(inherited.length).toBeGreaterThan(0);
    for (const { rule_id: rule, resource, fingerprint } of inherited) {
      const result = sarifOf(COMPARED).results.find((one) => one.partialFingerprints["demarc/v1"] === fingerprint)!;
      expect([result.kind, result.level]).toEqual(["notApplicable", "none"]);
      const test = junitCases(COMPARED).find((one) => one.rule === rule && one.resource === resource.id)!;
      expect(test.state).toBe("skipped");
      const row = csvRows(FORMATS["csv"]!(COMPARED)).find((one) => one["fingerprint"] === fingerprint)!;
      expect(row["outcome"]).toBe("inherited");
      for (const format of ["gitlab.json", "github.txt", "md"])
        expect(FORMATS[format]!(COMPARED)).not.toContain(resource.id);
    }
  });

  it("do not list what nobody asked for, but always the findings", () => {
    const asked = renderSarif(COMPARED, { verdict: verdictOf(COMPARED), include: [] });
    expect((JSON.parse(asked) as { runs: SarifRun[] }).runs[0]!.results).toHaveLength(fails.length);
    expect(csvRows(renderCsv(COMPARED, { include: ["pass"] }))).toHaveLength(fails.length + COMPARED.summary.pass);
  });

  it("begins csv with a byte-order mark where that is asked for", () => {
    const plain = renderCsv(COMPARED, { include: [] });
    expect(plain).toMatch(/^outcome,/);
    expect(renderCsv(COMPARED, { include: [], byteOrderMark: true })).toBe(`\u{FEFF}${plain}`);
  });
});
