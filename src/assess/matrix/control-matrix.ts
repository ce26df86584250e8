import type { Framework } from "../../model/library.ts";
import type { FrameworkReport } from "../../model/matrix.ts";
import type { OutcomeCounts, Run } from "../../model/run.ts";
import { isAnswered } from "../attestations/answer-backing.ts";
import { addCounts, cellOf } from "./cell.ts";
import type { CellOptions, CellParts } from "./cell.ts";

/** For any framework: each of its controls with the customer's half and the provider's half apart. */
export function createFrameworkReport(run: Run, options: CellOptions): (framework: Framework) => FrameworkReport {
  const ofRules = tallyRules(run);
  return (framework) => {
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
        return { control, rules: own, cell: cellOf(partsOf(run, own, ofRules), options), provider_words: words ?? [] };
      }),
      score: { pass, of: pass + fail, unknown, manual, inherited },
    };
  };
}

/** What a cell needs to know of the evaluations of a rule. */
interface RuleTally {
  answered: number;
  exempted: number;
  /** Each once, by id and state. */
  readonly backings: Map<string, CellParts["backings"][number]>;
}

/** Controls are many, and so are evaluations: they are gone through once for all of them. */
function tallyRules({ evaluations }: Run): ReadonlyMap<string, RuleTally> {
  const tallies = new Map<string, RuleTally>();
  for (const evaluation of evaluations) {
    const { rule_id: rule, outcome, exemption, attestation: backing = NO_BACKING } = evaluation;
    let tally = tallies.get(rule);
    if (!tally) tallies.set(rule, (tally = { answered: 0, exempted: 0, backings: new Map() }));
    if (isAnswered(evaluation)) tally.answered += 1;
    if (exemption !== undefined) tally.exempted += 1;
    if (outcome === "inherited") tally.backings.set(`${backing.state} ${backing.id}`, backing);
  }
  return tallies;
}

const NO_BACKING: CellParts["backings"][number] = { id: null, state: "missing" };

function partsOf(run: Run, rules: readonly string[], ofRules: ReadonlyMap<string, RuleTally>): CellParts {
  const tallies = [...new Set(rules)].flatMap((id) => ofRules.get(id) ?? []);
  const counts = addCounts(rules.flatMap((id) => countsOf(run, id)));
  return {
    counts: { ...counts, inherited: 0 },
    answered: tallies.reduce((sum, { answered }) => sum + answered, 0),
    exempted: tallies.reduce((sum, { exempted }) => sum + exempted, 0),
    customers: counts.inherited === 0 || counts.inherited < Object.values(counts).reduce((sum, n) => sum + n, 0),
    backings: tallies.flatMap(({ backings }) => [...backings.values()]),
    assumed: false,
  };
}

function countsOf({ summary }: Run, rule: string): OutcomeCounts[] {
  return Object.hasOwn(summary.by_rule, rule) ? [summary.by_rule[rule]!] : [];
}
