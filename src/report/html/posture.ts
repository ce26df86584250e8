import { compareText } from "../../model/compare-text.ts";
import type { Evaluation, OutcomeCounts } from "../../model/run.ts";
import { LAYERS, OUTCOMES, SEVERITIES } from "../../model/words.ts";
import { accountCounts, accountName } from "../account-counts.ts";
import { groupBy } from "../../model/group-by.ts";
import { bar, legend } from "./chart.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, type Section, table } from "./section.ts";
import { OUTCOME_PARTS, outcomeParts } from "./outcome-parts.ts";
import type { View } from "./view.ts";

/** Where it stands well and where it does not: by layer, by severity, by account. */
export function posture(view: View): Section {
  const body = html`${byLayer(view)}${heat(view)}${byOwner(view)}${byAccount(view)}${openBy(view, "By resource type", "Type", typeOf)}`;
  return { id: "posture", title: "Posture", body };
}

/** Of runs that do not count by account: the findings alone. */
function byAccount(view: View): Markup {
  const accounts = accountCounts(view.run.summary);
  if (accounts.length === 0) return openBy(view, "By account", "Account", accountOf);
  const findings = view.groups.flatMap((group) => group.findings);
  const bySeverity = groupBy(findings, (finding) => `${accountOf(finding)} ${finding.severity}`);
  const rows = accounts
    .toSorted((a, b) => b.counts.fail - a.counts.fail || compareText(a.name, b.name))
    .map(({ name, counts }) => {
      const grave = (["critical", "high"] as const).map((one) => bySeverity.get(`${name} ${one}`)?.length ?? 0);
      return outcomeRow(name, counts, grave);
    });
  return html`<h3>By account</h3>
    ${legend(OUTCOME_PARTS)}${table("Outcomes by account", outcomeColumns("Account", GRAVE), rows, "")}`;
}

function accountOf({ resource }: Evaluation): string {
  return accountName(resource.provider, resource.account);
}

const GRAVE = ["critical", "high"];

/** A name, its outcomes as a bar and as numbers, with other numbers between. */
function outcomeRow(name: string, counts: OutcomeCounts, before: readonly number[] = []): Content[] {
  const parts = outcomeParts(counts);
  return [name, bar(name, parts), ...before, ...parts.map(({ count }) => count)];
}

function outcomeColumns(what: string, before: readonly string[] = []): Column[] {
  const numbers = [...before, ...OUTCOME_PARTS.map(({ words }) => words)];
  return [
    { title: what },
    { title: "Outcomes", kind: "bar" },
    ...numbers.map((title) => ({ title, kind: "number" as const })),
  ];
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
      const { critical, high } = owners[owner]!.fail_by_severity;
      return outcomeRow(owner, owners[owner]!, [critical, high]);
    });
  return html`<h3>By owner</h3>
    ${legend(OUTCOME_PARTS)}${table("Outcomes by owner", outcomeColumns("Owner", GRAVE), rows, "")}`;
}

function byLayer({ run: { summary }, titles }: View): Markup {
  const layers = LAYERS.filter((layer) => summary.by_layer[layer] && sum(summary.by_layer[layer]) > 0);
  const rows = layers.map((layer) => outcomeRow(titles.layer(layer), summary.by_layer[layer]!));
  return html`<h3>By layer of the stack</h3>
    ${legend(OUTCOME_PARTS)}${table("Outcomes by layer", outcomeColumns("Layer"), rows, "Nothing was checked.")}`;
}

function sum(counts: Readonly<Record<(typeof OUTCOMES)[number], number>>): number {
  return OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0);
}

/** Severity against layer: the darker, the more findings. */
function heat({ groups, titles }: View): Markup {
  const cells = new Map<string, number>();
  for (const { rule, findings } of groups) {
    for (const { severity } of findings) {
      const key = `${rule.layer} ${severity}`;
      cells.set(key, (cells.get(key) ?? 0) + 1);
    }
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

/** Findings by severity for each thing of one kind that has any, the most findings first. */
function openBy({ groups }: View, title: string, kind: string, keyOf: (finding: Evaluation) => string): Markup {
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
