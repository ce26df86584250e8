import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { neutralize } from "../diagnostics/neutralize.ts";

/** What a user reads when a command could not do its work: one line, or the diagnostics. Ends with a line break. */
export function failureText(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  if (error instanceof DiagnosticError)
    return safeLines(error.diagnostics.map((one) => formatDiagnostic(one)).join("\n"));
  if (isSystemError(error)) {
    const text = error.code === "EPIPE" ? "the output was closed before the report was complete" : error.message;
    return safeLines(`demarc: ${oneLine(text)} [${error.code}]`);
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (env["DEMARC_DEBUG"] && stack) return safeLines(stack);
  return safeLines(`demarc: internal error: ${oneLine(message)}; DEMARC_DEBUG=1 shows where`);
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
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
