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
 * @throws {DiagnosticError} where two runs have some accounts in common and others not, or where one that would be left out
 * has resources in a region of which the newer one has none, or open pairs of a rule that the newer one did not ask.
 * `presentId` gives the present id of a rule.
 */
export function newestOfEach(
  named: readonly NamedRun[],
  presentId: (rule: string) => string,
): { kept: NamedRun[]; warnings: string[] } {
  const kept: NamedRun[] = [];
  const warnings: string[] = [];
  const holder = new Map<string, NamedRun>();
  for (const one of named.toSorted(newestFirst)) {
    const accounts = accountsOf(one.run);
    const taken = accounts.filter((account) => holder.has(account));
    if (taken.length === accounts.length) {
      const holders = [...new Set(taken.map((account) => holder.get(account)!))];
      const [region] = regionsMissed(one.run, holders);
      if (region !== undefined) throw new DiagnosticError([otherRegions(one, holders[0]!, region)]);
      const [rule] = rulesMissed(one.run, holders, presentId);
      if (rule !== undefined) throw new DiagnosticError([otherRules(one, holders[0]!, rule)]);
      warnings.push(leftOut(one, holders[0]!));
    } else if (taken.length > 0) {
      throw new DiagnosticError([overlapping(one, holder.get(taken[0]!)!, taken[0]!)]);
    } else {
      kept.push(one);
      for (const account of accounts) holder.set(account, one);
    }
  }
  return { kept, warnings };
}

function leftOut({ file, run }: NamedRun, newer: NamedRun): string {
  const what = isOfNoAccount(run) ? "is of no account either, for the same reasons," : "is of the same accounts";
  const why = newer.run.as_of === run.as_of ? "as new" : "newer";
  return `${file} (as of ${run.as_of}) is left out: ${newer.file} (as of ${newer.run.as_of}) ${what} and ${why}`;
}

function regionsMissed(run: Run, newer: readonly NamedRun[]): string[] {
  const seen = new Set(newer.flatMap((one) => regionsOf(one.run)));
  return regionsOf(run).filter((region) => !seen.has(region));
}

function regionsOf({ estate }: Run): string[] {
  return estate.flatMap(({ regions }) => regions);
}

function otherRegions(one: NamedRun, other: NamedRun, region: string): DiagnosticError["diagnostics"][number] {
  const place = { file: one.file, line: 0, column: 0, length: 0 };
  const message = `it is of the same accounts as ${other.file} and has resources in ${region}, where that one has none, so neither can be left out`;
  const help = "scan all regions into one run, report the two apart, or leave it out where nothing is there any more";
  return { code: "runs-of-regions", severity: "error", ...place, message, help };
}

/** Rules that the newer runs did not ask and of which something is open: what would go with the older one. */
function rulesMissed(run: Run, newer: readonly NamedRun[], presentId: (rule: string) => string): string[] {
  const asked = new Set(newer.flatMap((one) => Object.keys(one.run.summary.by_rule).map(presentId)));
  const open = Object.entries(run.summary.by_rule).filter(([, { fail, unknown }]) => fail + unknown > 0);
  return open.map(([rule]) => rule).filter((rule) => !asked.has(presentId(rule)));
}

function otherRules(one: NamedRun, other: NamedRun, rule: string): DiagnosticError["diagnostics"][number] {
  const place = { file: one.file, line: 0, column: 0, length: 0 };
  const message = `it is of the same accounts as ${other.file} and has something open of ${rule}, which that one did not ask, so neither can be left out`;
  const help =
    "scan with all rules into one run, report the two apart, or leave it out where that rule is no longer wanted";
  return { code: "runs-of-rules", severity: "error", ...place, message, help };
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

/** Never empty: if no account was seen, runs are distinguished by what could not be read. */
function accountsOf({ summary, blind_spots: spots }: Run): string[] {
  const accounts = Object.entries(summary.accounts).flatMap(([provider, ids]) => ids.map((id) => `${provider} ${id}`));
  return accounts.length > 0 ? accounts : [JSON.stringify(spots)];
}

function isOfNoAccount({ summary }: Run): boolean {
  return Object.values(summary.accounts).every((ids) => ids.length === 0);
}
