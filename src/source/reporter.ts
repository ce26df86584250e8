import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareText } from "../model/compare-text.ts";
import type { SourcePlace } from "./source-node.ts";

/** Records the mistakes of one file. */
export interface Reporter {
  readonly file: string;
  /** In the order they were found; {@link sortDiagnostics} sorts them into the order of the file. */
  readonly diagnostics: Diagnostic[];
  /** Records a mistake; the same one at the same place only once. `place` is null for the file as a whole. */
  readonly error: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
  readonly warning: (place: SourcePlace | null, code: string, message: string, help?: string) => void;
  /**
   * Called if a part of the file could not be read: from then on, only mistakes that cannot come from its absence are
   * recorded. Nothing is recorded on the `tornLines` (1-based), because what begins there has lost something.
   */
  readonly takeOnlyLocal: (tornLines: ReadonlySet<number>) => void;
  /** True if no further mistake is recorded, and none need be looked for. */
  readonly isFull: () => boolean;
}

const NOWHERE: SourcePlace = { line: 0, column: 0, length: 0 };

/** Limit per file. Nobody fixes more in one go, and a hostile file may have a mistake in every character. */
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

/** Codes of mistakes that also depend on another place in the file, which may be the one that could not be read. */
const OF_TWO_PLACES =
  /-(?:misplaced-key|fix|example|example-missing|unused-[a-z]+|no-party|unknown-(?:param|unit|party|record))$/;

function isLocal(code: string): boolean {
  return !OF_TWO_PLACES.test(code);
}

/** Sorts by file, line and column; mistakes at one place stay in the order they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
}
