import { overrideResponsibility, type When } from "../../assess/overrides/override-responsibility.ts";
import { overrideRules } from "../../assess/overrides/override-rules.ts";
import type { Overrides } from "../../assess/overrides/shape.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import { createReporter, sortDiagnostics } from "../../source/reporter.ts";

export interface Overridden {
  readonly library: Library;
  /** Warnings for the report. */
  readonly said: readonly string[];
}

/**
 * Applies the overrides of `demarc.yaml` to the library. `named`: rules that the command line names, which takes precedence.
 *
 * @throws {DiagnosticError} listing every mistake in the overrides.
 */
export function applyOverrides(
  library: Library,
  overrides: Overrides | undefined,
  named: readonly string[],
  when: When,
): Overridden {
  if (overrides === undefined) return { library, said: [] };
  const reporter = createReporter(overrides.file);
  const asked = overrideRules(library.rules, overrides.rules, named, reporter);
  const answered = overrideResponsibility(library, overrides.responsibility, when, reporter);
  if (reporter.diagnostics.length > 0) throw new DiagnosticError(sortDiagnostics(reporter.diagnostics));
  return {
    library: { ...library, rules: asked.rules, responsibility: answered.model },
    said: [...asked.said, ...answered.said],
  };
}
