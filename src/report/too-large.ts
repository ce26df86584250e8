import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";
import { type FormatName, SPLIT_FORMATS } from "../model/formats.ts";

/** What to throw where a format cannot hold the run: what would. */
export function tooLarge(format: FormatName, message: string): DiagnosticError {
  const splits = SPLIT_FORMATS.includes(format) ? ", or {account} in the file's name" : "";
  const help = `take csv, json or ocsf, which have no bound, or less of the run: --owner${splits}`;
  const place: Pick<Diagnostic, "file" | "line" | "column" | "length"> = { file: "", line: 0, column: 0, length: 0 };
  return new DiagnosticError([{ code: "report-too-large", severity: "error", ...place, message, help }]);
}
