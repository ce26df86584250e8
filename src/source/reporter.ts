import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareText } from "../model/compare-text.ts";
import type { SourcePlace } from "./source-node.ts";

/** Takes down the mistakes of one file. */
export interface Reporter {
  readonly file: string;
  /** In the order they were found; {@link sortDiagnostics} brings them into the order of the file. */
  readonly diagnostics: Diagnostic[];
  /** The same mistake at the same place is taken down once. `place` null: the file as a whole. */
  readonly error: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
  readonly warning: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
  /**
   * A part of the file could not be read: from now on only mistakes are taken down that cannot come from its absence. Of the
   * `tornLines` (1-based) nothing is: what begins there has lost something.
   */
  readonly takeOnlyLocal: (tornLines: ReadonlySet<number>) => void;
  /** True: no further mistake is taken down, and none need be looked for. */
  readonly isFull: () => boolean;
}

const NOWHERE: SourcePlace = { line: 0, column: 0, length: 0 };

/** Of one file. Nobody mends more in one go, and a hostile file has a mistake in every character. */
const MOST_TOLD = 500;
const FURTHER = { code: "further-mistakes", message: `more than ${MOST_TOLD} mistakes`, help: "fix these first" };

export function createReporter(file: string): Reporter {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let torn: ReadonlySet<number> | undefined;
  const isFull = (): boolean => diagnostics.length > MOST_TOLD;
  const add = (
    severity: Diagnostic["severity"],
    place: SourcePlace | null,
    code: string,
    message: string,
    help?: string,
  ): void => {
    const { line, column, length } = place ?? NOWHERE;
    const key = `${line}:${column}:${message}`;
    if (isFull() || seen.has(key) || (torn && (torn.has(line) || !isLocal(code)))) return;
    seen.add(key);
    if (diagnostics.length === MOST_TOLD)
      return void diagnostics.push({ severity: "error", file, ...NOWHERE, ...FURTHER });
    diagnostics.push({ code, severity, file, line, column, length, message, ...(help === undefined ? {} : { help }) });
  };
  return {
    file,
    diagnostics,
    error: (place, code, message, help) => add("error", place, code, message, help),
    warning: (place, code, message, help) => add("warning", place, code, message, help),
    takeOnlyLocal: (tornLines) => {
      torn = tornLines;
    },
    isFull,
  };
}

/** What mistakes are called that speak of another place of the file too, which may be the one that could not be read. */
const OF_TWO_PLACES =
  /-(?:misplaced-key|fix|example|example-missing|unused-[a-z]+|no-party|unknown-(?:param|unit|party|record))$/;

function isLocal(code: string): boolean {
  return !OF_TWO_PLACES.test(code);
}

/** By file, line and column; what stands at one place stays in the order it was found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
}
