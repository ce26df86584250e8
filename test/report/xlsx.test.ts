import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { renderXlsx } from "../../src/report/xlsx.ts";
import { OPTIONS } from "./html-options.ts";
import { EMPTY, SAMPLE } from "./sample-run.ts";
import { unzip } from "./unzip.ts";

const SHEETS = [
  "Summary",
  "Posture",
  "Findings",
  "Responsibility matrix",
  "Evidence",
  "Not known",
  "Blind spots",
  "Exemptions",
];

describe("the workbook", () => {
  it.each([
    ["sample", SAMPLE],
    ["empty", EMPTY],
  ])("of the %s run has its sheets", async (_name, run) => {
    const workbook = unzip(await renderXlsx(run, OPTIONS)).get("xl/workbook.xml")!;
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual(SHEETS);
  });

  it("has a row for every finding, in the order of the report, with its fingerprint", async () => {
    const files = unzip(await renderXlsx(SAMPLE, OPTIONS));
    const findings = files.get("xl/worksheets/sheet3.xml")!;
    expect(findings.match(/<row /g)).toHaveLength(SAMPLE.summary.fail + 1);
  });

  it("keeps every head in sight, with a filter over all columns and rows, and writes counts as numbers", async () => {
    const files = unzip(await renderXlsx(SAMPLE, OPTIONS));
    for (let sheet = 1; sheet <= SHEETS.length; sheet++) {
      const xml = files.get(`xl/worksheets/sheet${sheet}.xml`)!;
      const [rows, last] = [xml.match(/<row /g)!.length, [...xml.matchAll(/<c r="([A-Z]+)1"/g)].at(-1)![1]];
      expect(xml).toContain(`</sheetData><autoFilter ref="A1:${last}${rows}"/>`);
      expect(xml).toMatch(/<pane [^>]*state="frozen"/);
    }
    const posture = files.get("xl/worksheets/sheet2.xml")!;
    expect(posture.match(/<c r="[C-H]\d+"[^>]*><v>\d+<\/v>/g)!.length).toBeGreaterThan(6 * 3);
  });

  it("writes text as text, and nothing that a spreadsheet could calculate or a terminal obey", async () => {
    const named = SAMPLE.evaluations.map((one) => ({
      ...one,
      resource: { ...one.resource, name: '=HYPERLINK("x")\u001b' },
    }));
    for (const text of unzip(await renderXlsx({ ...SAMPLE, evaluations: named }, OPTIONS)).values()) {
      expect(text).not.toContain("<f>");
      expect(text.replaceAll(/[\n\r\t]/g, "")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  });

  it("is the same bytes for the same run, whatever its order", async () => {
    const turned: Run = { ...SAMPLE, evaluations: SAMPLE.evaluations.toReversed() };
    expect(Buffer.from(await renderXlsx(turned, OPTIONS)).equals(await renderXlsx(SAMPLE, OPTIONS))).toBe(true);
  });

  it("cuts a cell at what a spreadsheet takes", async () => {
    const rules = SAMPLE.rules.map((rule) => ({ ...rule, why: "x".repeat(70_000) }));
    const texts = [...unzip(await renderXlsx({ ...SAMPLE, rules }, OPTIONS)).values()].join("");
    expect(Math.max(...[...texts.matchAll(/x+/g)].map(([found]) => found.length))).toBe(32_764);
  });
});
