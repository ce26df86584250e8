import type { SheetFormat } from "../../model/matrix.ts";
import { neutralize } from "../../diagnostics/neutralize.ts";
import { canonical, safeJson } from "../canonical.ts";
import { cell } from "../csv.ts";
import { html, type Markup } from "../html/markup.ts";
import { escapeMarkdown, table } from "../markdown/escape.ts";
import { BLANK, displayWidth, layoutRow, type Page, type Row } from "../text/layout.ts";

/** A table with words around it, before it takes any form. */
export interface Sheet {
  readonly title: string;
  /** What to know before reading it. */
  readonly about: readonly string[];
  readonly columns: readonly string[];
  /** The first two columns name a row together; missing: the first does. */
  readonly isInParts?: true;
  /** As long as the columns, each. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** What `json` says of it; a key each. */
  readonly data: Readonly<Record<string, unknown>>;
}

export function renderSheet(sheet: Sheet, format: SheetFormat, page: Page): string {
  return RENDER[format](sheet, page);
}

const RENDER: Readonly<Record<SheetFormat, (sheet: Sheet, page: Page) => string>> = {
  text: renderText,
  markdown: ({ title, about, columns, rows, notes }) => {
    const cells = rows.map((row) => row.map(escapeMarkdown));
    const list = notes.map((note) => `- ${escapeMarkdown(note)}\n`).join("");
    return `# ${escapeMarkdown(title)}\n\n${about.map((line) => `${escapeMarkdown(line)}\n\n`).join("")}${table(columns.map(escapeMarkdown), cells)}${list}`;
  },
  csv: ({ columns, rows }) => [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join(""),
  json: ({ data }) => `${safeJson({ schema_version: "1.0", ...(canonical(data) as object) }, 2)}\n`,
  html: ({ title, about, columns, rows, notes }) =>
    `<!doctype html>\n${html` <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          body {
            font:
              1rem/1.4 system-ui,
              sans-serif;
            margin: 2rem;
          }
          table {
            border-collapse: collapse;
          }
          th,
          td {
            border: 1px solid #999;
            padding: 0.3rem 0.5rem;
            text-align: left;
            vertical-align: top;
          }
          thead th {
            position: sticky;
            top: 0;
            background: #fff;
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${about.map((line) => html`<p>${line}</p>`)} ${rows.length === 0 ? "" : htmlTable(columns, rows)}
        <ul>
          ${notes.map((note) => html`<li>${note}</li>`)}
        </ul>
      </body>
    </html>`.toString()}\n`,
};

function htmlTable(columns: Sheet["columns"], rows: Sheet["rows"]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = "", ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((text) => html`<td>${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A table where it fits; else each row as a block, one column a line. */
function renderText(sheet: Sheet, page: Page): string {
  const { title, about, columns, rows, notes } = sheet;
  const head: Row[] = [
    { hang: 0, words: [{ text: title, tone: "bold" }] },
    ...about.map((text): Row => ({ hang: 0, words: [{ text }] })),
    BLANK,
  ];
  const widths = columns.map((column, at) =>
    Math.max(
      ...[column, ...rows.map((row) => row[at] ?? "")].map((text) => displayWidth(neutralize(text, page.ascii))),
    ),
  );
  const fits = widths.reduce((sum, width) => sum + width + GAP, 0) <= page.width;
  const shown = rows.length === 0 ? [] : [columns, ...rows];
  const body = fits
    ? grid(shown, widths, page)
    : (sheet.isInParts ? partBlocks(sheet) : blocks(sheet)).flatMap((row) => layoutRow(row, page));
  const end =
    notes.length === 0
      ? []
      : [BLANK, ...notes.map((text): Row => ({ label: { text: "-" }, hang: 2, words: [{ text }] }))];
  const lines = [
    ...head.flatMap((row) => layoutRow(row, page)),
    ...body,
    ...end.flatMap((row) => layoutRow(row, page)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const GAP = 2;

function grid(rows: readonly (readonly string[])[], widths: readonly number[], { ascii }: Page): string[] {
  return rows.map((row) =>
    row
      .map((text, at) => {
        const safe = neutralize(text, ascii);
        return safe + " ".repeat(widths[at]! - displayWidth(safe) + GAP);
      })
      .join("")
      .trimEnd(),
  );
}

function blocks({ columns, rows }: Sheet): Row[] {
  return rows.flatMap(([name = "", ...cells]) => {
    const text = saidOf(columns.slice(1), cells);
    return text === "" ? [headOf(name)] : [headOf(name), { hang: 4, words: [{ text }] }];
  });
}

/** Rows that begin with the same word stand under it once, and of these the ones that say the same stand together. */
function partBlocks({ columns, rows }: Sheet): Row[] {
  const lines: Row[] = [];
  const labels = new Map<string, string[]>();
  rows.forEach(([first = "", label = "", ...cells], at) => {
    const said = saidOf(columns.slice(2), cells);
    labels.set(said, [...(labels.get(said) ?? []), label]);
    if (rows[at + 1]?.[0] === first) return;
    lines.push(headOf(first));
    for (const [text, all] of labels) lines.push({ hang: 4, words: [{ text: `${all.join(", ")}: ${text}` }] });
    labels.clear();
  });
  return lines;
}

function headOf(name: string): Row {
  return { hang: 0, words: [{ text: name, tone: "bold" }] };
}

/** Each cell behind the name of its column, as one sentence. */
function saidOf(columns: readonly string[], cells: readonly string[]): string {
  return cells.flatMap((cell, at) => (cell === "" ? [] : [`${columns[at]} ${cell.replace(/\.$/, "")}`])).join("; ");
}
