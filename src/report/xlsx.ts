import type { Run } from "../model/run.ts";
import { type SheetContext, sheetsOf } from "./xlsx/sheets.ts";
import type { SheetTable } from "./xlsx/table.ts";
import { tooLarge } from "./too-large.ts";
import { workbookFiles } from "./xlsx/workbook.ts";
import { zipOf } from "./xlsx/zip.ts";

/** Rows that Excel takes in one sheet, the head among them. */
const MOST_ROWS = 1_048_576;

/**
 * The run as a workbook, in pieces: text is always text, never a formula. Equal runs give equal bytes.
 *
 * @throws {DiagnosticError} where a sheet would have more rows than Excel takes.
 */
export function renderXlsx(run: Run, context: SheetContext): Iterable<Uint8Array> {
  const tables = sheetsOf(run, context);
  mustFit(tables);
  return zipOf(workbookFiles(tables));
}

/** @throws {DiagnosticError} */
export function mustFit(tables: readonly SheetTable[]): void {
  const large = tables.find(({ count }) => count >= MOST_ROWS);
  if (large === undefined) return;
  throw tooLarge(
    "xlsx",
    `a workbook has at most ${MOST_ROWS} rows a sheet, and "${large.name}" would have ${large.count + 1}`,
  );
}
