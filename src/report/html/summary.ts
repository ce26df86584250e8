import { compareText } from "../../model/compare-text.ts";
import { LAYERS, SEVERITIES } from "../../model/words.ts";
import { accountCounts } from "../account-counts.ts";
import { NO_COUNTS } from "../counts.ts";
import { counted } from "../text/words.ts";
import { bar, legend } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { OUTCOME_PARTS, outcomeParts } from "./outcome-parts.ts";
import type { Section } from "./section.ts";
import { badge } from "./severity.ts";
import type { View } from "./view.ts";

const TOP = 5;

/** What a manager reads: made from the numbers, so that it says no more than they do. */
export function executiveSummary(view: View): Section {
  const body = html`${found(view)}${tiles(view)}${outcomeBar(view)}${sentences(view)}${topRisks(view)}`;
  return { id: "summary", title: "Executive summary", body };
}

/** The one sentence that everybody reads. */
function found(view: View): Markup {
  const { groups } = view;
  const { summary } = view.run;
  const grave = groups.filter(({ severity }) => severity === "critical" || severity === "high");
  // Counted by finding, not by kind: a unit may rate some findings of a kind differently.
  const graveCount = summary.fail_by_severity.critical + summary.fail_by_severity.high;
  const judged = summary.pass + summary.fail;
  return summary.fail === 0
    ? html`<p class="lead">Of ${counted(summary.pairs, "pair")}, ${summary.pass} pass and none fails.</p>`
    : html`<p class="lead">
        Of ${counted(judged, "pair")} that could be answered, ${summary.pass} pass and
        <strong>${summary.fail} fail</strong>, in ${counted(groups.length, "kind")} of findings.
        ${graveCount === 0 ? "None of these findings is critical or high." : `${graveCount} ${graveCount === 1 ? "finding is" : "findings are"} critical or high, in ${counted(grave.length, "kind")}.`}
      </p>`;
}

function sentences(view: View): Markup {
  const { run, verdict } = view;
  const { summary } = run;
  const { customer, shared, provider } = summary.by_party;
  const whose = html`<p>
    ${customer.fail} of the findings are the customer's alone; ${shared.fail} are the customer's part of a duty shared
    with the provider. ${counted(provider.inherited, "pair")} ${provider.inherited === 1 ? "is" : "are"} the provider's
    responsibility: not checked, and counted neither as a pass nor as a fail.
  </p>`;
  const unread =
    summary.unknown === 0
      ? html`<p>Everything that was requested was read.</p>`
      : html`<p>
          <strong>${counted(summary.unknown, "pair")}</strong> could not be answered, because what
          ${summary.unknown === 1 ? "it depends" : "they depend"} on was not read (<a href="#scope">why</a>). An
          unanswered pair is not a pass.
        </p>`;
  return html`${whose}${where(view)}${unread}${effort(view)}
    <p class="result"><span class="label">As a gate</span> ${verdict.words}</p> `;
}

/** Where most of it lies: the layer, the owner and the account with the most findings. */
function where({ run: { summary }, titles }: View): Markup {
  if (summary.fail === 0) return html``;
  const layers = LAYERS.map((layer) => ({ name: titles.layer(layer), counts: summary.by_layer[layer] ?? NO_COUNTS }));
  const owners = Object.entries(summary.by_owner).map(([name, counts]) => ({ name, counts }));
  const places = [
    ["in the layer", layers],
    ["under the owner", owners],
    ["in the account", accountCounts(summary)],
  ] as const;
  const words = places.flatMap(([place, all]) => {
    const [most] = all.toSorted((a, b) => b.counts.fail - a.counts.fail || compareText(a.name, b.name));
    return most === undefined || all.length === 1 || most.counts.fail === 0
      ? []
      : [html`${place} <strong>${most.name}</strong> (${most.counts.fail})`];
  });
  if (words.length === 0) return html``;
  return html`<p>Most findings are ${words.map((word, index) => html`${index > 0 ? ", " : ""}${word}`)}.</p>`;
}

/** How far the first few fixes go. */
function effort({ groups, run }: View): Markup {
  const cheap = groups.filter(({ rule }) => rule.fix?.effort === "low").slice(0, TOP);
  const closed = cheap.reduce((sum, { findings }) => sum + findings.length, 0);
  if (cheap.length === 0) return html``;
  const numbers = cheap.map(
    ({ number }, index) => html`${index > 0 ? ", " : ""}<a href="#${number.toLowerCase()}">${number}</a>`,
  );
  return html`<p>
    The most serious kinds that take little effort to fix are ${numbers}: together ${closed} of
    ${counted(run.summary.fail, "finding")}.
  </p>`;
}

function tiles({ run: { summary } }: View): Markup {
  return html`<ul class="tiles">
    ${SEVERITIES.map(
      (severity) =>
        html`<li class="tile t-${severity}">
          <span class="count">${summary.fail_by_severity[severity]}</span> <span class="what">${severity}</span>
        </li>`,
    )}
    <li class="tile t-unknown"><span class="count">${summary.unknown}</span> <span class="what">not known</span></li>
  </ul> `;
}

function outcomeBar({ run: { summary } }: View): Markup {
  const parts = outcomeParts(summary);
  const sum = parts.map(({ words, count }) => `${count} ${words}`).join(" + ");
  return html`<figure class="outcomes">
    ${bar("All pairs", parts)}${legend(OUTCOME_PARTS)}
    <figcaption>${sum} = ${counted(summary.pairs, "pair")}</figcaption>
  </figure> `;
}

function topRisks({ groups }: View): Markup {
  if (groups.length === 0) return html``;
  return html`<h3>What to look at first</h3>
    <ol class="top">
      ${groups
        .slice(0, TOP)
        .map(
          ({ number, severity, rule, findings }) =>
            html`<li>
              ${badge(severity)} <a href="#${number.toLowerCase()}">${number}</a> <strong>${rule.failure_title}</strong>
              <span class="quiet">${counted(findings.length, "resource")}</span><br />${rule.why}
            </li> `,
        )}
    </ol> `;
}
