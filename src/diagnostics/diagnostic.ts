/** A mistake as data. Tests look at the fields, people at the text (`format.ts`). */
export interface Diagnostic {
  /** Stable kebab-case word, e.g. `rule-unknown-key`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly file: string;
  /** 1-based; 0 if the file as a whole is meant. */
  readonly line: number;
  /** 1-based, in UTF-16 units; 0 if the line as a whole is meant. */
  readonly column: number;
  /** Length of the marked place in UTF-16 units; at least 1 if there is a column. */
  readonly length: number;
  /** Lower-case start, no full stop, one line, what the user wrote in quotes. */
  readonly message: string;
  /** How to fix it. */
  readonly help?: string;
}

/** A mistake that ends the command: its diagnostics are what the user sees, the exit code is 2. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join("; "));
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
  }
}
