import { type Content, html, type Markup } from "./markup.ts";

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
  /** `number` is set to the right, `bar` takes what room there is. */
  readonly kind?: "number" | "bar";
}

/** A table whose first column heads its rows. Without rows: the sentence `none`. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  none: string,
): Markup {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  const kinds = columns.map(({ kind }) => (kind === undefined ? html`` : html` class="${kind}"`));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
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
              ${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kinds[index]}>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
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
