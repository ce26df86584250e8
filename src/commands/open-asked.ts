import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Library } from "../model/library.ts";
import { UNASSIGNED } from "../model/owner.ts";
import type { Rule } from "../model/rule.ts";
import type { DutyChoice, RuleChoice } from "./arguments.ts";
import { chooseRules, misuse } from "./choose-rules.ts";
import type { Io } from "./io.ts";
import { openLibrary } from "./library.ts";
import { openOwners } from "./open-owners.ts";
import type { OpenedOwners } from "./open-owners.ts";

/** What is asked of an estate, and whose answer each is. */
export interface Asked {
  readonly library: Library;
  /** Asked everywhere. */
  readonly rules: readonly Rule[];
  readonly owners?: OpenedOwners;
}

/**
 * The rules that the choice leaves, with those of single units.
 *
 * @throws {DiagnosticError} for a mistake in a file, or for a word of the choice that names nothing known.
 */
export async function openAsked(choice: RuleChoice & DutyChoice, io: Io): Promise<Asked> {
  const shipped = await openLibrary(io, choice.rules);
  const opened = choice.owners === undefined ? undefined : await openOwners(choice.owners, shipped, io);
  checkOwner(choice.owner, opened);
  if (!opened) return { library: shipped, rules: chooseRules(shipped.rules, choice) };
  const everywhere = new Set(shipped.rules);
  const chosen = chooseRules([...shipped.rules, ...opened.unitRules.flatMap((unit) => unit.rules)], choice);
  const kept = new Set(chosen);
  const unitRules = opened.unitRules
    .map(({ unit, rules }) => ({ unit, rules: rules.filter((rule) => kept.has(rule)) }))
    .filter(({ rules }) => rules.length > 0);
  const rules = chosen.filter((rule) => everywhere.has(rule));
  return { library: opened.library, rules, owners: { ...opened, unitRules } };
}

/** A word for nobody known would look like a team without findings. */
function checkOwner(owner: string | undefined, opened: OpenedOwners | undefined): void {
  if (owner === undefined) return;
  if (!opened) throw new DiagnosticError([misuse("--owner needs owners", "name the file with --owners owners.yaml")]);
  const known = [...opened.owners.parties.map(({ id }) => id), UNASSIGNED];
  const accountable = opened.owners.units.flatMap((unit) => unit.accountable ?? []);
  if (known.includes(owner) || accountable.includes(owner)) return;
  const near = suggest(owner, known);
  const help = near === undefined ? `known here: ${known.join(", ")}` : `did you mean "${near}"?`;
  throw new DiagnosticError([misuse(`no party "${owner}" for --owner`, help)]);
}
