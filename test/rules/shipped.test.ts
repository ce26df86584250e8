import { join } from "node:path";
import { expect, it } from "vitest";
import { judgeExamplesOf } from "../../src/commands/judge-example.ts";
import { RESPONSIBILITY_KNOWLEDGE as responsibility } from "../../src/commands/responsibility-knowledge.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { runExamples } from "../../src/rules/run-examples.ts";

const { library, examples, conditionExamples, diagnostics, texts } = await loadLibrary(
  join(import.meta.dirname, "..", "..", "rules"),
  {
    shipped: true,
    responsibility,
  },
);
const all = [...examples, ...conditionExamples];
const judge = judgeExamplesOf(
  library,
  all.map(({ rule }) => rule),
);

it("the shipped library has no mistake", () => {
  expect(diagnostics.map((mistake) => formatDiagnostic(mistake, texts.get(mistake.file)))).toEqual([]);
});

it.each(all.map((tested) => [tested.rule.id, tested] as const))(
  "%s: every example comes out as it says",
  (_, tested) => {
    const mistakes = runExamples(tested, library, judge);
    expect(mistakes.map((mistake) => formatDiagnostic(mistake, texts.get(mistake.file)))).toEqual([]);
  },
);
