import { LAYERS, SEVERITIES } from "../../model/words.ts";
import { html, type Markup } from "./markup.ts";
import type { View } from "./view.ts";

interface Option {
  readonly word: string;
  readonly title: string;
}

/** Choices over the findings. Hidden until the script of the page shows it: without script all findings stand there. */
export function filterForm({ groups, choices, titles }: View): Markup {
  const severities = SEVERITIES.filter((severity) => groups.some((group) => group.severity === severity));
  const layers = LAYERS.filter((layer) => groups.some(({ rule }) => rule.layer === layer));
  return html`<form class="filter" id="filter" role="search" aria-label="Findings" hidden>
    <label class="wide">Search <input type="search" name="q" autocomplete="off" spellcheck="false" /></label>
    ${choice("severity", "Severity", severities.map(plain))}
    ${choice(
      "layer",
      "Layer",
      layers.map((layer) => ({ word: layer, title: titles.layer(layer) })),
    )}
    ${choices.map(({ name, title, words }) => choice(name, title, words.map(plain)))}
    <div class="actions">
      <button type="reset">Show all</button> <button type="button" id="copy">Copy as CSV</button>
    </div>
    <p role="status" id="shown"></p>
  </form> `;
}

function plain(word: string): Option {
  return { word, title: word };
}

function choice(name: string, title: string, options: readonly Option[]): Markup {
  return html`<label
    >${title}
    <select name="${name}">
      <option value="">all</option>
      ${options.map(({ word, title: words }) => html`<option value="${word}">${words}</option>`)}
    </select></label
  >`;
}
