import type { Note } from "../../model/note.ts";
import type { Evaluation } from "../../model/run.ts";
import { html, type Markup } from "./markup.ts";
import { badge } from "./severity.ts";
import type { View } from "./view.ts";

/** What the assessor wrote to all findings of a rule. */
export function ruleNotes(rule: string, { notes = [] }: View): Markup {
  return html`${notes.filter((note) => note.rule === rule && note.finding === undefined).map(whole)}`;
}

/** What the assessor wrote to this one finding. */
export function findingNotes({ fingerprint, rule_id }: Evaluation, { notes = [] }: View): Markup {
  return html`${notes.filter(({ rule, finding }) => rule === rule_id && finding === fingerprint).map(whole)}`;
}

function whole({ note, by, rating }: Note): Markup {
  return html`<div class="note">
    <p>
      <span class="label">Assessor's note</span>
      ${note}${by === undefined ? "" : html` <span class="quiet">${by}</span>`}
    </p>
    ${rating === undefined ? "" : html`<p>Rated ${badge(rating.severity)} by the assessor: ${rating.reason}</p>`}
  </div> `;
}
