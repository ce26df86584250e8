import writeExcel, { type SheetData } from "write-excel-file/universal";
import { neutralize } from "../diagnostics/neutralize.ts";
import type { Run } from "../model/run.ts";
import { type CellValue, type SheetContext, sheetsOf, type SheetTable } from "./xlsx/sheets.ts";
import { setZipTimes } from "./xlsx/zip-times.ts";

/** Characters that Excel takes in one cell. */
const LONGEST_CELL = 32_767;

/** The run as a workbook: text is always text, never a formula. Equal runs give equal bytes. */
export async function renderXlsx(run: Run, context: SheetContext): Promise<Uint8Array> {
  const sheets = sheetsOf(run, context).map((sheet) => ({
    sheet: sheet.name,
    data: dataOf(sheet),
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  const zip = new Uint8Array(await (await writeExcel(sheets).toBlob()).arrayBuffer());
  setZipTimes(zip);
  return zip;
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
