import { XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import type { SheetTable } from "../../src/report/xlsx/sheets.ts";
import { mustFit, renderXlsx } from "../../src/report/xlsx.ts";
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

  it.each([
    ["longer than a cell", "x".repeat(40_000), /^x{32764}\.\.\.$/],
    ["cut within a character", `${"x".repeat(32_763)}\u{1f600}${"x".repeat(10)}`, /^x{32763}\.\.\.$/],
    ["as long as a cell", "y".repeat(32_767), /^y{32767}$/],
  ])("holds a text %s", async (_, name, shown) => {
    const evaluations = SAMPLE.evaluations.map((one) => ({ ...one, resource: { ...one.resource, name } }));
    const texts = unzip(await renderXlsx({ ...SAMPLE, evaluations }, OPTIONS)).get("xl/sharedStrings.xml")!;
    using sheet = XmlDocument.fromString(texts);
    const cells = sheet.find("//x:si/x:t", { x: "http://schemas.openxmlformats.org/spreadsheetml/2006/main" });
    expect(cells.map(({ content }) => content)).toContainEqual(expect.stringMatching(shown));
  });

  it("is refused where a sheet has more rows than Excel takes", () => {
    const table = (count: number): SheetTable => ({ name: "Evidence", columns: [], widths: [], rows: Array(count) });
    expect(() => mustFit([table(10), table(1_048_575)])).not.toThrow();
    expect(() => mustFit([table(10), table(1_048_576)])).toThrow(/"Evidence" would have 1048577/);
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
