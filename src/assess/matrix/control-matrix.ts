import type { Framework } from "../../model/library.ts";
import type { FrameworkReport } from "../../model/matrix.ts";
import type { OutcomeCounts, Run } from "../../model/run.ts";
import { addCounts, cellOf } from "./cell.ts";
import type { CellOptions } from "./cell.ts";
import { isAnswered } from "./run-matrix.ts";

/** Each control of a framework with the customer's half and the provider's half apart. */
export function frameworkReport(run: Run, framework: Framework, options: CellOptions): FrameworkReport {
  const rules = run.rules.map(({ id, controls }) => ({ id, controls: new Set(controls[framework.id]) }));
  const mapped = rules.filter(({ controls }) => controls.size > 0).map(({ id }) => id);
  const { pass, fail, unknown, manual, inherited } = addCounts(mapped.flatMap((id) => countsOf(run, id)));
  return {
    framework,
    controls: framework.controls.map((control) => {
      const own = rules.filter(({ controls }) => controls.has(control.id)).map(({ id }) => id);
      const words = run.provider_words?.filter(
        (word) => word.framework === framework.id && word.control === control.id,
      );
      return { control, rules: own, cell: cellOf(partsOf(run, own), options), provider_words: words ?? [] };
    }),
    score: { pass, of: pass + fail, unknown, manual, inherited },
  };
}

function partsOf(run: Run, rules: readonly string[]): Parameters<typeof cellOf>[0] {
  const own = new Set(rules);
  const evaluations = run.evaluations.filter(({ rule_id: id }) => own.has(id));
  const counts = addCounts(rules.flatMap((id) => countsOf(run, id)));
  const inherited = evaluations.filter(({ outcome }) => outcome === "inherited");
  return {
    counts: { ...counts, inherited: 0 },
    answered: evaluations.filter(isAnswered).length,
    exempted: evaluations.filter(({ exemption }) => exemption !== undefined).length,
    customers: counts.inherited === 0 || counts.inherited < Object.values(counts).reduce((sum, n) => sum + n, 0),
    backings: inherited.map(({ attestation }) => attestation ?? { id: null, state: "missing" }),
    assumed: false,
  };
}

function countsOf({ summary }: Run, rule: string): OutcomeCounts[] {
  return Object.hasOwn(summary.by_rule, rule) ? [summary.by_rule[rule]!] : [];
}
