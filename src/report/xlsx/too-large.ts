import { DiagnosticError } from "../../diagnostics/diagnostic.ts";

/** What to throw where a workbook cannot hold the run. */
export function tooLarge(message: string): DiagnosticError {
  const help =
    "take csv, json or ocsf, which have no bound, or less of the run: --owner, or {account} in the file's name";
  const place = { file: "xlsx", line: 0, column: 0, length: 0 };
  return new DiagnosticError([{ code: "report-too-large", severity: "error", ...place, message, help }]);
}
