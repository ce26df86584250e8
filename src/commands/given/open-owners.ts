import { dirname, resolve } from "node:path";
import { createOwnerFinder } from "../../assess/owners/find-owner.ts";
import type { OwnerFinder } from "../../assess/owners/find-owner.ts";
import type { OwnedUnit, Owners } from "../../assess/owners/read-owners.ts";
import { tightenedRules } from "../../assess/owners/unit-rules.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import type { Io } from "../io.ts";
import { readWritten } from "./read-written.ts";

/** Who owns what, and what their units ask beside the rules of all. */
export interface OpenedOwners {
  readonly owners: Owners;
  readonly finder: OwnerFinder;
  /** Never holds a unit that asks nothing of its own. */
  readonly unitRules: readonly { readonly unit: string; readonly rules: readonly Rule[] }[];
  /** With the conditions and tables of the units' rules, but not these rules themselves. */
  readonly library: Library;
  readonly text: string;
  readonly warnings: readonly Diagnostic[];
}

/**
 * `owners.yaml`, and the folders of rules that its units name, which are looked for beside it.
 *
 * @throws {DiagnosticError} with every mistake in them.
 */
export async function openOwners(file: string, library: Library, io: Io): Promise<OpenedOwners> {
  const text = await readWritten(file, "the owners", io);
  const { readOwners } = await import("../../assess/owners/read-owners.ts");
  const { owners, diagnostics } = readOwners(text, file, library);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (owners === null || errors.length > 0) throw new DiagnosticError(errors);
  const unitRules: { unit: string; rules: readonly Rule[] }[] = [];
  let known = library;
  for (const unit of owners.units) {
    const withOwn = await withRulesOf(unit, dirname(resolve(io.cwd, file)), known);
    const before = new Set(known.rules);
    const own = withOwn.rules.filter((rule) => !before.has(rule));
    known = withOwn;
    const rules = [...own, ...tightenedRules(unit, library.rules)];
    if (rules.length > 0) unitRules.push({ unit: unit.id, rules });
  }
  const finder = createOwnerFinder(owners, library);
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  return { owners, finder, unitRules, library: { ...known, rules: library.rules }, text, warnings };
}

async function withRulesOf({ rules = [] }: OwnedUnit, folder: string, base: Library): Promise<Library> {
  if (rules.length === 0) return base;
  const { loadLibrary } = await import("../../rules/load-library.ts");
  const { RESPONSIBILITY_KNOWLEDGE: responsibility } = await import("../library/responsibility-knowledge.ts");
  const folders = rules.map((path) => resolve(folder, path));
  const { library, diagnostics } = await loadLibrary(folders, { base, responsibility });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
  return library;
}
