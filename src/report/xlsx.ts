import writeExcel, { type Feature, type SheetData } from "write-excel-file/universal";
import { getCellAddress } from "write-excel-file/utility";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import type { Run } from "../model/run.ts";
import { type CellValue, type SheetContext, sheetsOf, type SheetTable } from "./xlsx/sheets.ts";
import { setZipTimes } from "./xlsx/zip-times.ts";

/** What Excel takes: characters in one cell, rows in one sheet, the head among them. */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;

/**
 * The run as a workbook: text is always text, never a formula. Equal runs give equal bytes.
 *
 * @throws {DiagnosticError} where a sheet would have more rows than Excel takes.
 */
export async function renderXlsx(run: Run, context: SheetContext): Promise<Uint8Array> {
  const tables = sheetsOf(run, context);
  mustFit(tables);
  const sheets = tables.map((sheet) => ({
    sheet: sheet.name,
    data: dataOf(sheet),
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  const zip = new Uint8Array(await (await writeExcel(sheets, { features: [filterOf(tables)] }).toBlob()).arrayBuffer());
  setZipTimes(zip);
  return zip;
}

/** @throws {DiagnosticError} */
export function mustFit(tables: readonly SheetTable[]): void {
  const large = tables.find(({ rows }) => rows.length >= MOST_ROWS);
  if (large === undefined) return;
  const message = `a workbook has at most ${MOST_ROWS} rows a sheet, and "${large.name}" would have ${large.rows.length + 1}`;
  const help =
    "take csv, json or ocsf, which have no bound, or less of the run: --owner, or {account} in the file's name";
  const place = { file: "xlsx", line: 0, column: 0, length: 0 };
  throw new DiagnosticError([{ code: "report-too-large", severity: "error", ...place, message, help }]);
}

/** The head of every sheet offers what its columns can be filtered by. */
function filterOf(tables: readonly SheetTable[]): Feature<Blob> {
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml, _options, { sheetIndex }) => {
            const { columns, rows } = tables[sheetIndex]!;
            const last = getCellAddress(rows.length, columns.length - 1);
            return xml.replace("</sheetData>", `</sheetData><autoFilter ref="A1:${last}"/>`);
          },
        },
      },
    },
  };
}

function dataOf({ columns, rows }: SheetTable): SheetData {
  const head = columns.map((value) => ({
    value,
    type: String,
    fontWeight: "bold" as const,
    backgroundColor: "#f0ede6",
  }));
  return [head, ...rows.map((row) => row.map(cell))];
}

function cell(value: CellValue): SheetData[number][number] {
  if (typeof value === "number") return { value, type: Number };
  const safe = neutralize(value);
  const text = safe.length > LONGEST_CELL ? `${safe.slice(0, LONGEST_CELL - 3)}...` : safe;
  return { value: text, type: String, alignVertical: "top" };
}
