import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { compareText } from "../../model/compare-text.ts";
import { isAtLeast } from "../../model/words.ts";
import type { Rule } from "../../model/rule.ts";
import type { ListedRule } from "../../rules/pack-layout.ts";
import type { RuleChoice } from "../arguments/arguments.ts";

/** A rule as a list shows it. The other fields are read only if rules are chosen by them. */
export type Choosable = ListedRule & Partial<Pick<Rule, "aliases" | "layer" | "resource" | "controls">>;

/**
 * Returns the rules that fit the choice; `asked` leaves out those that are off unless they are named. A word that names
 * nothing known is a mistake, since it would look like a clean scan.
 *
 * @throws {DiagnosticError} for an unknown rule or type, or if no rule is left.
 */
export function chooseRules<R extends Choosable>(
  rules: readonly R[],
  { rule: ids, severity, layer, type: types, framework: frameworks }: Omit<RuleChoice, "rules">,
  which: "asked" | "all" = "asked",
): R[] {
  const problems = [
    ...unknownWords(ids, () => rules.flatMap(namesOf), "rule", "--rule"),
    ...unknownWords(types, () => rules.flatMap(({ resource = [] }) => resource), "resource type", "--type"),
    ...unknownWords(
      frameworks,
      () => rules.flatMap(({ controls = {} }) => Object.keys(controls)),
      "framework with a rule",
      "--framework",
    ),
  ];
  if (problems.length > 0) throw new DiagnosticError(problems);
  const [isRule, isType, isFramework] = [namedIn(ids), namedIn(types), namedIn(frameworks)];
  const chosen = rules.filter(
    (rule) =>
      (ids.length === 0 ? which === "all" || rule.on_by_default !== false : namesOf(rule).some(isRule)) &&
      (frameworks.length === 0 || Object.keys(rule.controls ?? {}).some(isFramework)) &&
      (severity === undefined || isAtLeast(rule.severity, severity)) &&
      (layer.length === 0 || layer.some((one) => one === rule.layer)) &&
      (types.length === 0 || (rule.resource ?? []).some(isType)),
  );
  if (chosen.length === 0)
    throw new DiagnosticError([
      misuse("no rule is left", "leave out one of --rule, --severity, --layer, --type, --framework"),
    ]);
  return chosen;
}

function namesOf({ id, aliases = [] }: Choosable): string[] {
  return [id, ...aliases];
}

/** Returns a test for whether a word is among these, ignoring case as {@link unknownWords} does. */
export function namedIn(words: readonly string[]): (known: string) => boolean {
  const lower = new Set(words.map((word) => word.toLowerCase()));
  return (known) => lower.has(known.toLowerCase());
}

/** One mistake for each word that is not a known one, ignoring case. The known words are requested only if there is a word. */
export function unknownWords(
  words: readonly string[],
  allKnown: () => readonly string[],
  what: string,
  option: string,
): Diagnostic[] {
  if (words.length === 0) return [];
  const known = allKnown();
  const lower = new Set(known.map((word) => word.toLowerCase()));
  return words
    .filter((word) => !lower.has(word.toLowerCase()))
    .map((word) => misuse(`no ${what} "${word}" for ${option}`, wordHelp(word, known)));
}

/** How many words that contain every part of the wrong one are suggested, and how many known ones if none does. */
const LIKE_SHOWN = 5;
const KNOWN_SHOWN = 30;

/** Suggests what a word may have meant: the nearest word, those that contain all its parts, or else any known ones. */
function wordHelp(word: string, words: readonly string[]): string {
  const known = [...new Set(words)].toSorted(compareText);
  const near = suggest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  const parts = word.toLowerCase().split("-");
  const like = known.filter((one) => parts.every((part) => one.toLowerCase().includes(part)));
  const more = like.length > LIKE_SHOWN ? ` and ${like.length - LIKE_SHOWN} more` : "";
  if (like.length > 0) return `those like it: ${like.slice(0, LIKE_SHOWN).join(", ")}${more}`;
  return known.length > KNOWN_SHOWN ? "`demarc rules list` shows what there is" : `known are ${known.join(", ")}`;
}

/** Makes a mistake on the command line. */
export function misuse(message: string, help: string): Diagnostic {
  return { code: "usage", severity: "error", file: "demarc", line: 0, column: 0, length: 0, message, help };
}
