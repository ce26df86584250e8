import { neutralize } from "../../../diagnostics/neutralize.ts";
import type { Paper } from "../../../model/formats.ts";

/** The paper, and what stands below each of its pages: the words of the report, and the number of the page. */
export function sheetStyle(words: string, paper: Paper | undefined): string {
  const look = "font: 8pt system-ui, sans-serif; color: #565d6d";
  return `
@page {
  ${paper === undefined ? "" : `size: ${paper};`}
  margin: 16mm 15mm 18mm;
  @bottom-left { content: ${quoted(words)}; ${look} }
  @bottom-right { content: counter(page) " / " counter(pages); ${look} }
}
@page :first { @bottom-left { content: "" } @bottom-right { content: "" } }
`;
}

/** Any text as a string of CSS: all but letters and digits by their numbers, so that nothing in it can end it. */
function quoted(text: string): string {
  const safe = neutralize(text).replace(/[^A-Za-z0-9 ]/gu, (found) => `\\${found.codePointAt(0)!.toString(16)} `);
  return `"${safe}"`;
}
