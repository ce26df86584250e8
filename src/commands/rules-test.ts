import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { counted } from "../report/text/words.ts";
import { runExamples } from "../rules/run-examples.ts";
import { sortDiagnostics } from "../source/reporter.ts";
import type { RulesTestArguments } from "./arguments/arguments.ts";
import { misuse } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { judgeExamplesOf } from "./judge-example.ts";
import { loadWrittenRules } from "./library/written-rules.ts";

/** Runs the examples of rules: exit 0 where each comes out as it says, 2 where one does not. */
export const run: Command<RulesTestArguments> = async ({ folders, rule: ids }, io) => {
  const { library, examples, conditionExamples, diagnostics, texts } = await loadWrittenRules(folders, io);
  const all = [...examples, ...conditionExamples];
  const chosen = all.filter(({ rule }) => ids.length === 0 || ids.includes(rule.id));
  const judge = judgeExamplesOf(
    library,
    all.map(({ rule }) => rule),
  );
  const found = chosen.flatMap((tested) => runExamples(tested, library, judge));
  const mistakes = sortDiagnostics([...diagnostics, ...found]);
  if (mistakes.length === 0 && chosen.length === 0) {
    throw new DiagnosticError([misuse("no rule was tested", "name rules that are in the folders")]);
  }
  for (const mistake of mistakes) await io.stderr.write(`${formatDiagnostic(mistake, texts.get(mistake.file))}\n`);
  const run = chosen.reduce((sum, tested) => sum + tested.examples.length, 0);
  const result = mistakes.length === 0 ? "all as expected" : counted(mistakes.length, "mistake");
  await io.stdout.write(`${counted(chosen.length, "rule")}, ${counted(run, "example")}: ${result}\n`);
  return mistakes.some(({ severity }) => severity === "error") ? 2 : 0;
};
