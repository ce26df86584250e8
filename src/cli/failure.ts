import { causeOf } from "../commands/cause-of.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { neutralize } from "../diagnostics/neutralize.ts";

/** The message for a command that failed: one line, or the diagnostics. Ends with a line break. */
export function failureText(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  if (error instanceof DiagnosticError)
    return safeLines(error.diagnostics.map((one) => formatDiagnostic(one)).join("\n"));
  if (isSystemError(error)) {
    const text = error.syscall === "write" ? causeOf(error, OUTPUT_REFUSED) : error.message;
    return safeLines(`demarc: ${oneLine(text)} [${error.code}]`);
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (env["DEMARC_DEBUG"] && stack) return safeLines(stack);
  return safeLines(`demarc: internal error: ${oneLine(message)}; DEMARC_DEBUG=1 shows where`);
}

/** Reasons why stdout could not be written. Errors about files are reported with the name of the file elsewhere. */
const OUTPUT_REFUSED: Readonly<Record<string, string>> = {
  EDQUOT: "the output could not be written: this user's disk quota is used up",
  EFBIG: "the output could not be written: files may not be this large there",
  ENOSPC: "the output could not be written: the disk is full",
  EPIPE: "the output was closed before the report was complete",
};

function isSystemError(error: unknown): error is Error & { readonly code: string; readonly syscall: unknown } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

function safeLines(text: string): string {
  return `${text
    .split("\n")
    .map((line) => neutralize(line))
    .join("\n")}\n`;
}
