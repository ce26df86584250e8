import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { counted } from "../report/text/words.ts";
import type { Rule } from "../model/rule.ts";
import { type RuleExamples, runExamples } from "../rules/run-examples.ts";
import { sortDiagnostics } from "../source/reporter.ts";
import type { RulesTestArguments } from "./arguments/arguments.ts";
import { misuse, namedIn, unknownWords } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { judgeExamplesOf } from "./judge-example.ts";
import { loadWrittenRules } from "./library/written-rules.ts";

/** Runs the examples of rules: exits 0 if each comes out as it says, 2 if one does not. */
export const run: Command<RulesTestArguments> = async ({ folders, rule: ids }, io) => {
  const { library, examples, conditionExamples, diagnostics, texts } = await loadWrittenRules(folders, io);
  const all = [...examples, ...conditionExamples];
  const isNamed = ({ id, aliases = [] }: Rule): boolean => [id, ...aliases].some(namedIn(ids));
  const chosen = all.filter(({ rule }) => ids.length === 0 || isNamed(rule));
  const judge = judgeExamplesOf(
    library,
    all.map(({ rule }) => rule),
  );
  const found = chosen.flatMap((tested) => runExamples(tested, library, judge));
  const mistakes = sortDiagnostics([...diagnostics, ...found]);
  // A file that could not be read may hold the named rule.
  if (mistakes.length === 0) refuseNothing(all, ids);
  for (const mistake of mistakes) await io.stderr.write(`${formatDiagnostic(mistake, texts.get(mistake.file))}\n`);
  const run = chosen.reduce((sum, tested) => sum + tested.examples.length, 0);
  const result = mistakes.length === 0 ? "all as expected" : counted(mistakes.length, "mistake");
  await io.stdout.write(`${counted(chosen.length, "rule")}, ${counted(run, "example")}: ${result}\n`);
  return mistakes.some(({ severity }) => severity === "error") ? 2 : 0;
};

/** @throws {DiagnosticError} where there is no rule, or none of a name that was given: either would look as if all were well. */
function refuseNothing(all: readonly RuleExamples[], ids: readonly string[]): void {
  const problems =
    all.length === 0
      ? [misuse("no rule was found", "rules are read from files that end in .yaml or .yml, and from folders of them")]
      : unknownWords(ids, () => all.flatMap(({ rule }) => [rule.id, ...(rule.aliases ?? [])]), "rule", "--rule");
  if (problems.length > 0) throw new DiagnosticError(problems);
}
