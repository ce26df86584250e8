import { XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { bytesOf } from "../../src/report/records.ts";
import type { SheetTable } from "../../src/report/xlsx/table.ts";
import { sheetsOf } from "../../src/report/xlsx/sheets.ts";
import { mustFit, renderXlsx } from "../../src/report/xlsx.ts";
import { zipOf } from "../../src/report/xlsx/zip.ts";
import { OPTIONS } from "./html-options.ts";
import { manyFindings } from "./many-findings.ts";
import { EMPTY, SAMPLE } from "./sample-run.ts";
import { unzip } from "./unzip.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

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

function workbookOf(run: Run): Uint8Array {
  return bytesOf(renderXlsx(run, OPTIONS));
}

describe("the workbook", () => {
  it.each([
    ["sample", SAMPLE],
    ["empty", EMPTY],
  ])("of the %s run has its sheets", (_name, run) => {
    const workbook = unzip(workbookOf(run)).get("xl/workbook.xml")!;
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual(SHEETS);
  });

  it("has a row for every finding, in the order of the report, with its fingerprint", () => {
    const files = unzip(workbookOf(SAMPLE));
    const findings = files.get("xl/worksheets/sheet3.xml")!;
    expect(findings.match(/<row /g)).toHaveLength(SAMPLE.summary.fail + 1);
  });

  it("keeps every head in sight, with a filter over all columns and rows, and writes counts as numbers", () => {
    const files = unzip(workbookOf(SAMPLE));
    for (let sheet = 1; sheet <= SHEETS.length; sheet++) {
      const xml = files.get(`xl/worksheets/sheet${sheet}.xml`)!;
      const [rows, last] = [xml.match(/<row /g)!.length, [...xml.matchAll(/<c r="([A-Z]+)1"/g)].at(-1)![1]];
      expect(xml).toContain(`</sheetData><autoFilter ref="A1:${last}${rows}"/><pageMargins `);
      expect(xml).toMatch(/<pane [^>]*state="frozen"/);
    }
    const posture = files.get("xl/worksheets/sheet2.xml")!;
    expect(posture.match(/<c r="[C-H]\d+"[^>]*><v>\d+<\/v>/g)!.length).toBeGreaterThan(6 * 3);
  });

  it("prints every sheet as wide as a page, with its head on each page and its name and number below", () => {
    const files = unzip(workbookOf(SAMPLE));
    const names = [...files.get("xl/workbook.xml")!.matchAll(/localSheetId="(\d)">([^<]+)</g)];
    expect(names.map(([, sheet, place]) => [Number(sheet), place])).toEqual(
      SHEETS.map((name, index) => [index, `&apos;${name}&apos;!$1:$1`]),
    );
    for (let sheet = 1; sheet <= SHEETS.length; sheet++) {
      const xml = files.get(`xl/worksheets/sheet${sheet}.xml`)!;
      expect(xml).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ');
      expect(xml).toContain('<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
      expect(xml).toContain("<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>");
    }
  });

  it("has no column narrower than its title", () => {
    for (const { columns, widths } of sheetsOf(SAMPLE, OPTIONS)) {
      for (const [index, title] of columns.entries()) expect(widths[index], title).toBeGreaterThan(title.length + 3);
    }
  });

  it("writes text as text, and nothing that a spreadsheet could calculate or a terminal obey", () => {
    const named = SAMPLE.evaluations.map((one) => ({
      ...one,
      resource: { ...one.resource, name: '=HYPERLINK("x")\u001b' },
    }));
    for (const text of unzip(workbookOf({ ...SAMPLE, evaluations: named })).values()) {
      expect(text).not.toContain("<f>");
      expect(text.replaceAll(/[\n\r\t]/g, "")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  });

  it.each([
    ["longer than a cell", "x".repeat(40_000), /^x{32721}\.\.\. \(40000 characters, more than a cell holds\)$/],
    ["cut within a character", `${"x".repeat(32_720)}\u{1f600}${"x".repeat(60)}`, /^x{32720}\.\.\. \(327/],
    ["that Excel would read as another one", "_x0041_ and _X000d_", /^_x005f_x0041_ and _x005f_X000d_$/],
    ["with blanks at its ends", "  x ", /^ {2}x $/],
    ["as long as a cell", "y".repeat(32_767), /^y{32767}$/],
  ])("holds a text %s", (_, name, shown) => {
    const evaluations = SAMPLE.evaluations.map((one) => ({ ...one, resource: { ...one.resource, name } }));
    const texts = unzip(workbookOf({ ...SAMPLE, evaluations })).get("xl/sharedStrings.xml")!;
    using sheet = XmlDocument.fromString(texts);
    const cells = sheet.find("//x:si/x:t", { x: MAIN });
    expect(cells.map(({ content }) => content)).toContainEqual(expect.stringMatching(shown));
  });

  it("is refused where a sheet has more rows than Excel takes", () => {
    const table = (count: number): SheetTable => ({ name: "Evidence", columns: [], widths: [], count, rows: () => [] });
    expect(() => mustFit([table(10), table(1_048_575)])).not.toThrow();
    expect(() => mustFit([table(10), table(1_048_576)])).toThrow(/"Evidence" would have 1048577/);
  });

  it("is the same bytes for the same run, whatever its order", () => {
    const turned: Run = { ...SAMPLE, evaluations: SAMPLE.evaluations.toReversed() };
    expect(Buffer.from(workbookOf(turned)).equals(workbookOf(SAMPLE))).toBe(true);
  });

  it("comes in pieces, each sheet whole", () => {
    const run = manyFindings(5000);
    const pieces = [...renderXlsx(run, OPTIONS)];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
    const findings = unzip(bytesOf(pieces)).get("xl/worksheets/sheet3.xml")!;
    expect(findings.match(/<row r="5001">/g)).toHaveLength(1);
    using sheet = XmlDocument.fromString(findings);
    expect(sheet.find("//x:row", { x: MAIN })).toHaveLength(5001);
  });
});

describe("a zip", () => {
  it.each([
    ["places", Array.from({ length: 50 }, (_, index) => ({ name: `${index}.xml`, text: ["x"] }))],
    ["sizes", [{ name: "a.xml", text: ["x".repeat(1001)] }]],
  ])("ends where its %s could no longer be said", (_, files) => {
    expect(unzip(bytesOf(zipOf(files))).size).toBe(files.length);
    expect(() => bytesOf(zipOf(files, 1000))).toThrow("a workbook of more than 1000 bytes cannot be read");
  });
});
