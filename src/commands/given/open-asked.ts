import type { When } from "../../assess/overrides/override-responsibility.ts";
import type { Overrides } from "../../assess/overrides/shape.ts";
import type { Library } from "../../model/library.ts";
import type { Rule } from "../../model/rule.ts";
import type { DutyChoice, RuleChoice } from "../arguments/arguments.ts";
import { applyOverrides } from "../library/apply-overrides.ts";
import { checkOwner } from "./check-owner.ts";
import { chooseRules } from "../library/choose-rules.ts";
import type { Io } from "../io.ts";
import { openLibrary } from "../library/library.ts";
import { openOwners } from "./open-owners.ts";
import type { OpenedOwners } from "./open-owners.ts";

/** What is asked of an estate, and whose answer each is. */
export interface Asked {
  readonly library: Library;
  /** Asked everywhere. */
  readonly rules: readonly Rule[];
  readonly owners?: OpenedOwners;
  /** What the report must say of how this estate asks. */
  readonly said: readonly string[];
}

/** What of `demarc.yaml` changes the library, and for which moment. */
interface Otherwise {
  readonly overrides?: Overrides;
  readonly when: When;
}

/**
 * The rules that the choice leaves, with those of single units.
 *
 * @throws {DiagnosticError} for a mistake in a file, or for a word of the choice that names nothing known.
 */
export async function openAsked(
  choice: RuleChoice & DutyChoice,
  { overrides, when }: Otherwise,
  io: Io,
): Promise<Asked> {
  const { library: shipped, said } = applyOverrides(await openLibrary(io, choice.rules), overrides, choice.rule, when);
  const opened = choice.owners === undefined ? undefined : await openOwners(choice.owners, shipped, io);
  checkOwner(choice, opened?.owners ?? { parties: [], units: [] }, "name the file with --owners owners.yaml");
  if (!opened) return { library: shipped, rules: chooseRules(shipped.rules, choice), said };
  const everywhere = new Set(shipped.rules);
  const chosen = chooseRules([...shipped.rules, ...opened.unitRules.flatMap((unit) => unit.rules)], choice);
  const kept = new Set(chosen);
  const unitRules = opened.unitRules
    .map(({ unit, rules }) => ({ unit, rules: rules.filter((rule) => kept.has(rule)) }))
    .filter(({ rules }) => rules.length > 0);
  const rules = chosen.filter((rule) => everywhere.has(rule));
  return { library: opened.library, rules, owners: { ...opened, unitRules }, said };
}
