import { counted } from "../text/words.ts";
import { type Content, html, jointed, type Markup } from "./markup.ts";

/** One chapter of the report. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export function renderSection({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section> `;
}

export interface Column {
  readonly title: string;
  /** `number` is set to the right, `bar` takes what room there is; the words of a `long` one break anywhere, and several of a table share its width. */
  readonly kind?: "number" | "bar" | "long";
}

/** Rows of a long list that are printed; the page shows all. */
export const PRINTED_ROWS = 25;

/**
 * A table whose first column heads its rows. Without rows: the sentence `none`. With `cut` no more than `PRINTED_ROWS` are
 * printed, and it says of what there is more.
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  none: string,
  cut?: string,
): Markup {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  const kinds = columns.map(({ kind }) => (kind === undefined ? html`` : html` class="${kind}"`));
  const looks = [columns.filter(({ kind }) => kind === "long").length > 1 ? "even" : "", cut === undefined ? "" : "cut"]
    .join(" ")
    .trim();
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table${looks === "" ? "" : html` class="${looks}"`}>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title }, index) => html`<th scope="col" ${kinds[index]}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map(inCell).map((cell, index) => (index === 0 ? html`<th scope="row" ${kinds[index]}>${cell}</th>` : html`<td${kinds[index]}>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>
  ${cut === undefined ? "" : leftOut(rows.length - PRINTED_ROWS, cut)}`;
}

function inCell(content: Content): Content {
  return typeof content === "string" ? jointed(content) : content;
}

/** On paper: how many rows are not there, and where they are. */
export function leftOut(count: number, what: string): Markup {
  if (count <= 0) return html``;
  return html`<p class="print-only more">
    And ${counted(count, what)}: the full list is in the html, json and xlsx of this run.
  </p>`;
}

/** Names and what they stand for. */
export function definitions(pairs: readonly (readonly [name: string, value: Content])[]): Markup {
  return html`<dl>
    ${pairs.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl> `;
}
