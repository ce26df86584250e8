import type { Evaluation } from "../../model/run.ts";
import { SEVERITIES } from "../../model/words.ts";
import { compareText } from "../order.ts";
import { html, type Markup } from "./markup.ts";
import type { View } from "./view.ts";

/** Choices over the findings. Hidden until the script of the page shows it: without script all findings stand there. */
export function filterForm({ groups, titles }: View): Markup {
  const findings = groups.flatMap((group) => group.findings);
  const layers = unique(groups.map(({ rule }) => rule.layer)) as (typeof groups)[number]["rule"]["layer"][];
  const severities = SEVERITIES.filter((severity) => groups.some((group) => group.severity === severity));
  const of = (keyOf: (finding: Evaluation) => string): string[] => unique(findings.map(keyOf));
  return html`<form class="filter" id="filter" role="search" aria-label="Findings" hidden>
    <label class="wide">Search <input type="search" name="q" autocomplete="off" spellcheck="false" /></label>
    ${choice("severity", "Severity", severities)}
    ${choice("layer", "Layer", layers, titles.layer as (id: string) => string)}
    ${choice(
      "party",
      "Whose",
      of(({ responsibility }) => responsibility.party ?? "none"),
    )}
    ${choice(
      "model",
      "Service model",
      of(({ responsibility }) => responsibility.service_model ?? "none"),
    )}
    ${choice(
      "account",
      "Account",
      of(({ resource }) => resource.account),
    )}
    <div class="actions">
      <button type="reset">Show all</button> <button type="button" id="copy">Copy as CSV</button>
    </div>
    <p role="status" id="shown"></p>
  </form> `;
}

function choice(name: string, title: string, words: readonly string[], show: (word: string) => string = same): Markup {
  return html`<label
    >${title}
    <select name="${name}">
      <option value="">all</option>
      ${words.map((word) => html`<option value="${word}">${show(word)}</option>`)}
    </select></label
  >`;
}

function same(word: string): string {
  return word;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].toSorted(compareText);
}
