import { escapeXml } from "../xml.ts";
import { type CellTexts, createCellTexts } from "./cell-texts.ts";
import type { CellValue, SheetTable } from "./table.ts";
import type { ZippedFile } from "./zip.ts";

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** What belongs to the workbook: how it is called there, and its file in `xl/`. */
interface Part {
  readonly kind: "worksheet" | "styles" | "sharedStrings";
  readonly file: string;
}

/**
 * The files of a workbook in SpreadsheetML (ECMA-376), each made when it is asked for. They are to be written in this order: texts of
 * cells come last, when all are known.
 */
export function* workbookFiles(tables: readonly SheetTable[]): Generator<ZippedFile, void> {
  const sheets = tables.map((_, index): Part => ({ kind: "worksheet", file: `worksheets/sheet${index + 1}.xml` }));
  const styles: Part = { kind: "styles", file: "styles.xml" };
  const shared: Part = { kind: "sharedStrings", file: "sharedStrings.xml" };
  const parts = [...sheets, styles, shared];
  const texts = createCellTexts();
  yield { name: "[Content_Types].xml", text: [contentTypes(parts)] };
  yield { name: "_rels/.rels", text: [relations([["officeDocument", "xl/workbook.xml"]])] };
  yield { name: "xl/workbook.xml", text: [workbookXml(tables)] };
  yield { name: "xl/_rels/workbook.xml.rels", text: [relations(parts.map(({ kind, file }) => [kind, file]))] };
  yield { name: `xl/${styles.file}`, text: [STYLES] };
  for (const [index, table] of tables.entries()) {
    yield { name: `xl/${sheets[index]!.file}`, text: sheetXml(table, index === 0, texts) };
  }
  yield { name: `xl/${shared.file}`, text: sharedXml(texts) };
}

function contentTypes(parts: readonly Part[]): string {
  const others = parts.map(
    ({ kind, file }) => `<Override PartName="/xl/${file}" ContentType="${CONTENT}.${kind}+xml"/>`,
  );
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>${others.join("")}</Types>`
  );
}

function relations(targets: readonly (readonly [kind: string, file: string])[]): string {
  const each = targets.map(
    ([kind, file], index) => `<Relationship Id="rId${index + 1}" Type="${KINDS}/${kind}" Target="${file}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

function workbookXml(tables: readonly SheetTable[]): string {
  const sheets = tables.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const heads = tables.map(
    ({ name }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">` +
      `${escapeXml(`'${name.replaceAll("'", "''")}'!$1:$1`)}</definedName>`,
  );
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${KINDS}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${sheets.join("")}</sheets><definedNames>${heads.join("")}</definedNames></workbook>`
  );
}

/** The styles of cells by their numbers in `cellXfs`: a number, a head, a text, a value of a list of names and values. */
const [NUMBER, HEAD, TEXT, VALUE] = [0, 1, 2, 3];
const FONT = `<sz val="11"/><name val="Calibri"/><family val="2"/>`;
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
  `<fill><patternFill patternType="solid"><fgColor rgb="FFF0EDE6"/><bgColor indexed="64"/></patternFill></fill></fills>` +
  `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  `<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>` +
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>` +
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" vertical="top" wrapText="1"/></xf>` +
  `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Printed, a sheet is as wide as the page, and every page says where it belongs. */
const AS_WIDE_AS_PAGE = `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
const PRINTED =
  `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>` +
  `<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
  `<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`;

/** Its head stays in sight, on paper too, and offers what the columns can be filtered by. */
function* sheetXml(
  { columns, widths, isNamesAndValues, count, rows }: SheetTable,
  isFirst: boolean,
  texts: CellTexts,
): Generator<string, void> {
  const letters = columns.map((_, index) => letterOf(index));
  const all = `A1:${letters.at(-1)}${count + 1}`;
  const shown = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield (
    `${XML}<worksheet xmlns="${MAIN}">${AS_WIDE_AS_PAGE}<dimension ref="${all}"/><sheetViews>` +
      `<sheetView${isFirst ? ` tabSelected="1"` : ""} workbookViewId="0">` +
      `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols>${shown.join("")}</cols><sheetData>`
  );
  const [number, text] = isNamesAndValues ? [VALUE, VALUE] : [NUMBER, TEXT];
  const rowXml = (cells: readonly CellValue[], row: number, style: number): string => {
    let written = "";
    for (const [index, value] of cells.entries()) {
      if (value === "") continue;
      const place = `${letters[index]}${row}`;
      written +=
        typeof value === "number"
          ? `<c r="${place}" s="${number}"><v>${value}</v></c>`
          : `<c r="${place}" s="${style}" t="s"><v>${texts.numberOf(value)}</v></c>`;
    }
    return `<row r="${row}">${written}</row>`;
  };
  yield rowXml(columns, 1, HEAD);
  let row = 1;
  for (const cells of rows()) yield rowXml(cells, ++row, text);
  yield `</sheetData><autoFilter ref="${all}"/>${PRINTED}</worksheet>`;
}

/** A to Z, then AA and so on. */
function letterOf(index: number): string {
  const before = index < 26 ? "" : letterOf(Math.floor(index / 26) - 1);
  return before + String.fromCodePoint(0x41 + (index % 26));
}

function* sharedXml(texts: CellTexts): Generator<string, void> {
  yield `${XML}<sst xmlns="${MAIN}">`;
  yield* texts.xml();
  yield "</sst>";
}
