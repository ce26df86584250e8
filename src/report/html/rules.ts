import { compareText } from "../../model/compare-text.ts";
import { OUTCOMES, type Outcome } from "../../model/words.ts";
import { counted } from "../text/words.ts";
import { html } from "./markup.ts";
import { type Section, table } from "./section.ts";
import { badge } from "./severity.ts";
import type { View } from "./view.ts";

/** Every rule that was asked, with what came of it: what was checked and holds is part of the report too. */
export function everyRule({ run, groups }: View): Section {
  const numbers = new Map(groups.map(({ rule, number }) => [rule.id, number]));
  const rows = run.rules
    .toSorted((a, b) => compareText(a.id, b.id))
    .map(({ id, title, severity }) => {
      const number = numbers.get(id);
      const counts = Object.hasOwn(run.summary.by_rule, id) ? run.summary.by_rule[id] : undefined;
      const name = number === undefined ? title : html`<a href="#${number.toLowerCase()}">${title}</a>`;
      return [
        html`${name}<span class="id">${id}</span>`,
        badge(severity),
        ...OUTCOMES.map((outcome) => counts?.[outcome] ?? 0),
      ];
    });
  const columns = [
    { title: "Rule" },
    { title: "Severity" },
    ...OUTCOMES.map((outcome: Outcome) => ({ title: outcome.replaceAll("_", " "), kind: "number" as const })),
  ];
  const body = html`<p>${counted(rows.length, "rule")} checked, with the outcomes of each.</p>
    ${table("Every rule", columns, rows, "No rule was asked.")}`;
  return { id: "rules", title: "Every rule", body };
}
