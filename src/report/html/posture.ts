import type { Evaluation } from "../../model/run.ts";
import { LAYERS, OUTCOMES, SEVERITIES } from "../../model/words.ts";
import { groupBy } from "../group-by.ts";
import { compareText } from "../order.ts";
import { bar, legend } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { type Section, table } from "./section.ts";
import { OUTCOME_PARTS } from "./outcome-parts.ts";
import type { View } from "./view.ts";

/** Where it stands well and where it does not: by layer, by severity, by account. */
export function posture(view: View): Section {
  const body = html`${byLayer(view)}${heat(view)}${byOwner(view)}${openBy(view, "By account", "Account", accountOf)}${openBy(view, "By resource type", "Type", typeOf)}`;
  return { id: "posture", title: "Posture", body };
}

function accountOf({ resource }: Evaluation): string {
  return `${resource.provider} ${resource.account}`;
}

function typeOf({ resource }: Evaluation): string {
  return resource.type;
}

/** Nothing where nobody said who owns what. */
function byOwner(view: View): Markup {
  const { by_owner: owners } = view.run.summary;
  if (Object.keys(owners).length === 0) return html``;
  const rows = Object.keys(owners)
    .toSorted((a, b) => owners[b]!.fail - owners[a]!.fail || compareText(a, b))
    .map((owner) => {
      const parts = OUTCOME_PARTS.map((part) => ({ ...part, count: owners[owner]![part.outcome] }));
      const { critical, high } = owners[owner]!.fail_by_severity;
      return [owner, bar(owner, parts), critical, high, ...parts.map(({ count }) => count)];
    });
  const numbers = ["critical", "high", ...OUTCOME_PARTS.map(({ words }) => words)];
  const columns = [
    { title: "Owner" },
    { title: "Outcomes", kind: "bar" as const },
    ...numbers.map((title) => ({ title, kind: "number" as const })),
  ];
  return html`<h3>By owner</h3>
    ${legend(OUTCOME_PARTS)}${table("Outcomes by owner", columns, rows, "")}`;
}

function byLayer({ run: { summary }, titles }: View): Markup {
  const layers = LAYERS.filter((layer) => summary.by_layer[layer] && sum(summary.by_layer[layer]) > 0);
  const rows = layers.map((layer) => {
    const counts = summary.by_layer[layer]!;
    const parts = OUTCOME_PARTS.map((part) => ({ ...part, count: counts[part.outcome] }));
    return [titles.layer(layer), bar(titles.layer(layer), parts), ...parts.map(({ count }) => count)];
  });
  const numbers = OUTCOME_PARTS.map(({ words }) => ({ title: words, kind: "number" as const }));
  const columns = [{ title: "Layer" }, { title: "Outcomes", kind: "bar" as const }, ...numbers];
  return html`<h3>By layer of the stack</h3>
    ${legend(OUTCOME_PARTS)}${table("Outcomes by layer", columns, rows, "Nothing was checked.")}`;
}

function sum(counts: Readonly<Record<(typeof OUTCOMES)[number], number>>): number {
  return OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0);
}

/** Severity against layer: the darker, the more findings. */
function heat({ groups, titles }: View): Markup {
  const cells = new Map<string, number>();
  for (const { rule, severity, findings } of groups) {
    const key = `${rule.layer} ${severity}`;
    cells.set(key, (cells.get(key) ?? 0) + findings.length);
  }
  const most = Math.max(1, ...cells.values());
  const layers = LAYERS.filter((layer) => SEVERITIES.some((severity) => cells.has(`${layer} ${severity}`)));
  const rows = layers.map((layer) => [
    titles.layer(layer),
    ...SEVERITIES.map((severity) => {
      const count = cells.get(`${layer} ${severity}`) ?? 0;
      const step = count === 0 ? 0 : Math.max(1, Math.ceil((4 * Math.log(count + 1)) / Math.log(most + 1)));
      return html`<span class="heat h-${step}">${count}</span>`;
    }),
  ]);
  const columns = [{ title: "Layer" }, ...SEVERITIES.map((title) => ({ title, kind: "number" as const }))];
  return html`<h3>Findings by layer and severity</h3>
    ${table("Findings by layer and severity", columns, rows, "There are no findings.")}`;
}

/** Findings by severity, for everything of one kind that has some; the most findings first. */
export function openBy({ groups }: View, title: string, kind: string, keyOf: (finding: Evaluation) => string): Markup {
  const byKey = groupBy(
    groups.flatMap(({ findings }) => findings),
    keyOf,
  );
  const most = Math.max(1, ...[...byKey.values()].map(({ length }) => length));
  const rows = [...byKey]
    .toSorted(([a, { length: many }], [b, { length: more }]) => more - many || compareText(a, b))
    .map(([key, findings]) => {
      const parts = SEVERITIES.map((severity) => ({
        shade: severity,
        words: severity,
        count: findings.filter((finding) => finding.severity === severity).length,
      }));
      return [key, bar(key, parts, most), ...parts.map(({ count }) => count), findings.length];
    });
  const numbers = [...SEVERITIES, "all"].map((words) => ({ title: words, kind: "number" as const }));
  return html`<h3>${title}</h3>
    ${legend(SEVERITIES.map((severity) => ({ shade: severity, words: severity })))}${table(`Findings: ${title.toLowerCase()}`, [{ title: kind }, { title: "Findings", kind: "bar" }, ...numbers], rows, "There are no findings.")}`;
}
