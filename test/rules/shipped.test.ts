import { expect, it } from "vitest";
import { judgeExamplesOf } from "../../src/commands/judge-example.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { library, examples, conditionExamples, diagnostics, texts } from "../shipped.ts";

const all = [...examples, ...conditionExamples];
const judge = judgeExamplesOf(
  library,
  all.map(({ rule }) => rule),
);

it("the shipped library has no mistake", () => {
  expect(diagnostics.map((mistake) => formatDiagnostic(mistake, texts.get(mistake.file)))).toEqual([]);
});

it("leaves nothing to write of what `demarc new rule` begins", () => {
  const unwritten = [...texts].filter(([, text]) => /\bTODO\b/.test(text)).map(([file]) => file);
  expect(texts.size).toBeGreaterThan(library.rules.length);
  expect(unwritten).toEqual([]);
});

it.each(all.map((tested) => [tested.rule.id, tested] as const))(
  "%s: every example comes out as it says",
  (_, tested) => {
    const mistakes = runExamples(tested, library, judge);
    expect(mistakes.map((mistake) => formatDiagnostic(mistake, texts.get(mistake.file)))).toEqual([]);
  },
);

it.each(library.frameworks.filter(({ provider }) => provider !== undefined).map(({ id, controls }) => [id, controls]))(
  "%s: a rule answers every control, or a reason is given why none does",
  (id, controls) => {
    const living = library.rules.filter(({ status }) => status !== "deprecated");
    const answered = new Set(living.flatMap((rule) => rule.controls?.[id] ?? []));
    const left = controls.filter((control) => !answered.has(control.id) && control.not_checked === undefined);
    expect(left).toEqual([]);
  },
);
