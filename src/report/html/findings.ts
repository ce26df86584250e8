import { counted } from "../text/words.ts";
import type { FindingGroup } from "../numbering.ts";
import { filterForm } from "./filter.ts";
import { frameworkWords, mending } from "./finding-words.ts";
import { ruleNotes } from "./notes.ts";
import { affected } from "./affected.ts";
import { html, link, type Markup } from "./markup.ts";
import { type Column, type Section, table } from "./section.ts";
import { badge } from "./severity.ts";
import type { View } from "./view.ts";

/** Every finding, by rule: what is wrong, what was seen, what is affected, how to mend it. */
export function findings(view: View): Section {
  const { groups } = view;
  const { pass, fail } = view.run.summary;
  const none = pass + fail === 0 ? "There are no findings, because nothing was checked." : "There are no findings.";
  const body =
    groups.length === 0
      ? html`<p class="none">${none} What was checked is listed under <a href="#rules">Every rule</a>.</p>`
      : html`<p>
            Each kind of finding has a number for reference. ${counted(groups.length, "kind")}, most severe first.
          </p>
          ${tooMany(view)} ${atAGlance(view)}
          <h3>In detail</h3>
          ${filterForm(view)}${groups.map((group) => article(group, view))}`;
  return { id: "findings", title: "Findings", body };
}

/** The note that not all findings are listed, if there are more than a browser can show. */
function tooMany({ groups, rowsOfKind }: View): Markup {
  const all = groups.reduce((sum, { findings: { length } }) => sum + length, 0);
  const shown = groups.reduce((sum, { findings: { length } }) => sum + Math.min(length, rowsOfKind), 0);
  if (shown === all) return html``;
  return html`<p class="result">
    To stay usable, this page lists ${shown} of ${all} findings: at most the first ${rowsOfKind} of each kind. All
    counts include every finding; the json, csv and xlsx formats of this run list them all.
  </p>`;
}

function atAGlance({ groups, pageOf }: View): Markup {
  const rows = groups.map(({ number, severity, rule, findings: all }) => [
    html`<a href="#${number.toLowerCase()}">${number}</a>`,
    badge(severity),
    rule.failure_title,
    rule.fix?.effort ?? "",
    all.length,
    ...(pageOf ? [pageOf(number.toLowerCase())] : []),
  ]);
  const columns = [
    { title: "Number" },
    { title: "Severity" },
    { title: "Finding", kind: "long" },
    { title: "Effort" },
    { title: "Resources", kind: "number" },
    ...(pageOf ? [{ title: "Page", kind: "number" } as const] : []),
  ] satisfies Column[];
  return html`<h3>At a glance</h3>
    ${table("Findings at a glance", columns, rows, "")}`;
}

function article(group: FindingGroup, view: View): Markup {
  const { number, rule, severity } = group;
  const id = number.toLowerCase();
  const soft = rule.status === "stable" ? "" : html` <span class="tag">${rule.status}: does not fail the run</span>`;
  return html`<article
    class="finding f-${severity}"
    id="${id}"
    aria-labelledby="${id}-title"
    data-severity="${severity}"
    data-layer="${rule.layer}"
  >
    <header>
      <p class="number">${number} ${badge(severity)}${soft}</p>
      <h4 class="title" id="${id}-title">${rule.failure_title}</h4>
      <p class="quiet">
        <code>${rule.id}</code> · ${view.titles.layer(rule.layer)} · ${counted(group.findings.length, "resource")}
      </p>
    </header>
    <p class="risk"><span class="label">Risk</span> ${rule.why}</p>
    ${ruleNotes(rule.id, view)}${affected(group, view)}${mending(rule)}${frameworkWords(rule, view)}${references(rule.references)}
  </article> `;
}

function references(addresses: readonly string[]): Markup {
  if (addresses.length === 0) return html``;
  return html`<div class="refs">
    <h5>References</h5>
    <ul>
      ${addresses.map((address) => html`<li>${link(address)}</li>`)}
    </ul>
  </div> `;
}
