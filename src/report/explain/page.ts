import { OUTCOMES } from "../../model/words.ts";
import type { Outcome } from "../../model/words.ts";
import { BLANK, layoutRow } from "../text/layout.ts";
import type { Page, Row, Span } from "../text/layout.ts";

const LABEL_WIDTH = 20;

/** A heading and the rows below it, with an empty line before the next. */
export function section(title: string, rows: readonly Row[]): Row[] {
  return [{ hang: 0, words: [{ text: title, tone: "bold" }] }, ...rows, BLANK];
}

export function labelled(label: string, words: string | readonly Span[]): Row {
  return {
    label: { text: `  ${label}` },
    hang: LABEL_WIDTH + 2,
    words: typeof words === "string" ? [{ text: words }] : words,
  };
}

/** One row for each line; leading blanks become the indent. */
export function indented(lines: readonly string[]): Row[] {
  return lines.map((line) => {
    const depth = line.length - line.trimStart().length;
    return { hang: 2 + depth, words: [{ text: line.trim() }] };
  });
}

export function renderRows(rows: readonly Row[], page: Page): string {
  return `${rows
    .flatMap((row) => layoutRow(row, page))
    .join("\n")
    .trimEnd()}\n`;
}

/** How many came to which outcome, those that there are: `1 fail, 2 unknown`. */
export function countsWords(countOf: (outcome: Outcome) => number): string {
  return OUTCOMES.flatMap((outcome) => {
    const count = countOf(outcome);
    return count === 0 ? [] : [`${count} ${outcome.replaceAll("_", " ")}`];
  }).join(", ");
}
