import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { compareText } from "../../model/compare-text.ts";
import type { Run } from "../../model/run.ts";

/** A run and the name that messages give it. */
export interface NamedRun {
  readonly file: string;
  readonly run: Run;
}

/**
 * The runs that count, newest first, and a warning for each that does not. Of equally new ones of the same accounts the one whose
 * file comes first by name counts.
 *
 * @throws {DiagnosticError} where two runs have some accounts in common and others not.
 */
export function newestOfEach(named: readonly NamedRun[]): { kept: NamedRun[]; warnings: string[] } {
  const kept: NamedRun[] = [];
  const warnings: string[] = [];
  const holder = new Map<string, NamedRun>();
  for (const one of named.toSorted(newestFirst)) {
    const accounts = accountsOf(one.run);
    const taken = accounts.filter((account) => holder.has(account));
    if (accounts.length > 0 && taken.length === accounts.length) {
      const newer = holder.get(taken[0]!)!;
      const why = newer.run.as_of === one.run.as_of ? "as new" : "newer";
      warnings.push(
        `${one.file} (as of ${one.run.as_of}) is left out: ${newer.file} (as of ${newer.run.as_of}) is of the same accounts and ${why}`,
      );
    } else if (taken.length > 0) {
      throw new DiagnosticError([overlapping(one, holder.get(taken[0]!)!, taken[0]!)]);
    } else {
      kept.push(one);
      for (const account of accounts) holder.set(account, one);
    }
  }
  return { kept, warnings };
}

function overlapping(one: NamedRun, other: NamedRun, account: string): DiagnosticError["diagnostics"][number] {
  const place = { file: one.file, line: 0, column: 0, length: 0 };
  const message = `it shares ${account} with ${other.file} and has accounts of its own, so their counts cannot be parted`;
  const help = "report the two apart, or scan the accounts again, each into a run of its own";
  return { code: "runs-overlap", severity: "error", ...place, message, help };
}

function newestFirst(a: NamedRun, b: NamedRun): number {
  return compareText(b.run.as_of, a.run.as_of) || compareText(a.file, b.file);
}

function accountsOf({ summary }: Run): string[] {
  return Object.entries(summary.accounts).flatMap(([provider, ids]) => ids.map((id) => `${provider} ${id}`));
}
