import { compareText } from "../../model/compare-text.ts";
import type { Evaluation } from "../../model/run.ts";
import { SEVERITIES } from "../../model/words.ts";
import { counted } from "../text/words.ts";
import { bar, legend, type Part } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { type Section, table } from "./section.ts";
import { badge } from "./severity.ts";
import type { View } from "./view.ts";

/** What became of the findings of an earlier run; undefined if this run was compared with none. */
export function retest(view: View): Section | undefined {
  const { baseline } = view.run;
  if (baseline === undefined) return undefined;
  const { scope, as_of, fixed, not_judged } = baseline;
  const open = view.groups.flatMap(({ findings }) => findings);
  const parts: Part[] = [
    { shade: "pass", words: "fixed", count: fixed.length },
    { shade: "medium", words: "still open", count: count(open, "known") },
    { shade: "high", words: "worse", count: count(open, "worsened") },
    { shade: "critical", words: "new", count: count(open, "new") },
    { shade: "unknown", words: "not judged again", count: not_judged },
  ];
  const body = html`<p class="lead">
      Since ${as_of.slice(0, 10)}: ${parts.map(({ words, count: many }) => `${many} ${words}`).join(", ")}.
    </p>
    <p>
      Compared with the run of ${scope}, as of ${as_of}. Rules keep the numbers they had there. A finding that could not
      be judged again does not count as fixed.
    </p>
    <figure class="outcomes">${bar("Findings since the earlier run", parts)}${legend(parts)}</figure>
    ${fixedTable(view)}`;
  return { id: "retest", title: "Since the last report", body };
}

function count(findings: readonly Evaluation[], state: Evaluation["baseline"]): number {
  return findings.filter(({ baseline }) => baseline === state).length;
}

function fixedTable({ run }: View): Markup {
  const titles = new Map(run.rules.map(({ id, title }) => [id, title]));
  const rows = (run.baseline?.fixed ?? [])
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        compareText(a.rule_id, b.rule_id) ||
        compareText(a.resource.id ?? a.fingerprint, b.resource.id ?? b.fingerprint),
    )
    .map(({ rule_id, severity, resource }) => [
      html`${titles.get(rule_id) ?? rule_id}<span class="id">${rule_id}</span>`,
      badge(severity),
      html`${resource.name}<span class="id">${resource.id ?? ""}</span>`,
      `${resource.account} ${resource.region}`,
    ]);
  const columns = ["State now", "Severity", "Resource", "Where"].map((title) => ({ title }));
  return html`<h3>${counted(rows.length, "finding")} fixed</h3>
    ${table("Fixed findings", columns, rows, "None of the earlier findings is fixed.", "more fixed finding")}`;
}
