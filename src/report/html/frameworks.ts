import { compareText } from "../../model/compare-text.ts";
import type { MatrixCell } from "../../model/matrix.ts";
import type { OutcomeCounts } from "../../model/run.ts";
import { addCounts, NO_COUNTS } from "../counts.ts";
import { counted } from "../text/words.ts";
import { bar, legend } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { providerWordsSentence, WORDS_DECIDE_NOTHING } from "../provider-words.ts";
import { scoreWords } from "../matrix/run-sheet.ts";
import { frameworkTitle } from "./finding-words.ts";
import { halves, wordsOf } from "./cell-states.ts";
import { type Column, type Section, table } from "./section.ts";
import { OUTCOME_PARTS, outcomeParts } from "./outcome-parts.ts";
import type { View } from "./view.ts";

interface ControlCounts {
  readonly id: string;
  readonly rules: number;
  readonly counts: OutcomeCounts;
}

/** What the run says of the requirements of frameworks: the customer's half and the provider's half side by side. */
export function frameworks(view: View): Section {
  const ids = [...new Set(view.run.rules.flatMap(({ controls }) => Object.keys(controls)))].toSorted(compareText);
  const all = ids.map((id) => ({ id, title: frameworkTitle(id, view.titles), controls: controlsOf(id, view) }));
  const rows = all.map(({ id, title, controls }) => {
    const counts = countsOf(id, view.run);
    const parts = outcomeParts(counts);
    const failing = controls.filter((control) => control.counts.fail > 0).length;
    return [
      title,
      bar(title, parts),
      scoreOf(id, view),
      controls.length,
      failing,
      counts.fail,
      counts.unknown,
      counts.inherited,
    ];
  });
  const columns = [
    { title: "Framework" },
    { title: "Pairs", kind: "bar" },
    { title: "passed, of those checked", kind: "number" },
    { title: "controls with a rule", kind: "number" },
    { title: "controls with a fail", kind: "number" },
    { title: "fails", kind: "number" },
    { title: "not known", kind: "number" },
    { title: "inherited", kind: "number" },
  ] as const;
  const body = html`<p>
      Rules are mapped to the controls of frameworks. A control without a fail is not necessarily met: most controls ask
      for more than a configuration can show. For a shared duty, the customer's half was checked; the provider's half is
      inherited and rests on the provider's own evidence.
    </p>
    ${legend(OUTCOME_PARTS)}${table("Pairs by framework", columns, rows, "No rule of this run is mapped to a framework.")}${all.map((framework) => controlTable(framework, view))}
    <p class="print-only">The table of each control is in the page on screen.</p>`;
  return { id: "frameworks", title: "Frameworks", body };
}

/** Of all that the framework is asked about; a rule counts once, however many of its controls it is mapped to. */
function countsOf(framework: string, { rules, summary: { by_rule: byRule } }: View["run"]): OutcomeCounts {
  const mapped = rules.filter(({ controls }) => Object.hasOwn(controls, framework) && controls[framework]!.length > 0);
  return mapped.reduce((sum, { id }) => (Object.hasOwn(byRule, id) ? addCounts(sum, byRule[id]!) : sum), NO_COUNTS);
}

function controlsOf(framework: string, { run, titles }: View): ControlCounts[] {
  const byControl = new Map<string, { rules: number; counts: OutcomeCounts }>();
  for (const { id, controls } of run.rules) {
    for (const control of Object.hasOwn(controls, framework) ? controls[framework]! : []) {
      const entry = byControl.get(control) ?? { rules: 0, counts: NO_COUNTS };
      byControl.set(control, entry);
      entry.rules += 1;
      if (Object.hasOwn(run.summary.by_rule, id)) entry.counts = addCounts(entry.counts, run.summary.by_rule[id]!);
    }
  }
  const order = new Map(titles.framework(framework)?.controls.map(({ id }, index) => [id, index]));
  return [...byControl]
    .map(([id, entry]) => ({ id, ...entry }))
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0) || compareText(a.id, b.id));
}

function controlTable(
  { id: framework, title, controls }: { id: string; title: string; controls: readonly ControlCounts[] },
  { titles, states }: View,
): Markup {
  const report = states?.frameworks.find(({ framework: { id } }) => id === framework);
  const cells = new Map(report?.controls.map(({ control, cell }) => [control.id, cell]));
  const words = new Map(report?.controls.map((row) => [row.control.id, row.provider_words]));
  const isSpokenOf = controls.some(({ id }) => (words.get(id) ?? []).length > 0);
  const rows = controls.map(({ id, rules, counts }) => [
    id,
    titles.control(framework, id)?.label ?? "",
    ...(report ? [stateOf(cells.get(id))] : []),
    ...(isSpokenOf ? [providerWordsSentence(words.get(id) ?? [])] : []),
    rules,
    counts.pass,
    counts.fail,
    counts.unknown,
    counts.manual,
    counts.inherited,
  ]);
  const columns = [
    { title: "Control" },
    { title: "In our words" },
    ...(report ? [{ title: "State" }] : []),
    ...(isSpokenOf ? [{ title: "The provider's own word" }] : []),
    { title: "rules", kind: "number" },
    { title: "customer: pass", kind: "number" },
    { title: "fail", kind: "number" },
    { title: "not known", kind: "number" },
    { title: "manual", kind: "number" },
    { title: "provider: inherited", kind: "number" },
  ] satisfies Column[];
  const unasked = report?.controls.filter(({ rules: asked }) => asked.length === 0).length ?? 0;
  return html`<details class="screen-only">
    <summary>${title}: ${counted(controls.length, "control")}</summary>
    ${report ? html`<p>${scoreWords(report.score)} ${unasked > 0 ? `${counted(unasked, "control")} of it ${unasked === 1 ? "is" : "are"} uncovered: no rule asks about ${unasked === 1 ? "it" : "them"}, so ${unasked === 1 ? "it is" : "they are"} not in this table.` : ""}</p>` : ""}
    ${isSpokenOf ? html`<p>${WORDS_DECIDE_NOTHING}</p>` : ""}${table(title, columns, rows, "")}
  </details> `;
}

function stateOf(cell: MatrixCell | undefined): Markup {
  if (!cell) return html``;
  const { state, provider } = cell;
  const behind = provider?.attestations.join(", ") ?? "";
  return html`${wordsOf(state)}${halves(cell)}${behind === "" ? "" : html`<span class="source">${behind}</span>`}`;
}

/** How much of what was evaluated passes, with what it is taken over; nothing where the states are not known. */
function scoreOf(id: string, { states }: View): Markup {
  const score = states?.frameworks.find(({ framework }) => framework.id === id)?.score;
  if (!score) return html``;
  if (score.of === 0) return html`nothing assessed`;
  return html`${score.pass} of ${score.of}<span class="source">${Math.floor((100 * score.pass) / score.of)} %</span>`;
}
