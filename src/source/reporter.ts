import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourcePlace } from "./source-node.ts";

/** Takes down the mistakes of one file. */
export interface Reporter {
  readonly file: string;
  /** In the order they were found; {@link sortDiagnostics} brings them into the order of the file. */
  readonly diagnostics: Diagnostic[];
  /** The same mistake at the same place is taken down once. `place` null: the file as a whole. */
  readonly error: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
  readonly warning: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
}

const NOWHERE: SourcePlace = { line: 0, column: 0, length: 0 };

export function createReporter(file: string): Reporter {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const add = (
    severity: Diagnostic["severity"],
    place: SourcePlace | null,
    code: string,
    message: string,
    help?: string,
  ): void => {
    const { line, column, length } = place ?? NOWHERE;
    const key = `${line}:${column}:${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    diagnostics.push({ code, severity, file, line, column, length, message, ...(help === undefined ? {} : { help }) });
  };
  return {
    file,
    diagnostics,
    error: (place, code, message, help) => add("error", place, code, message, help),
    warning: (place, code, message, help) => add("warning", place, code, message, help),
  };
}

/** By file, line and column; what stands at one place stays in the order it was found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
