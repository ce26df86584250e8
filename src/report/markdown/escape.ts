import { neutralize } from "../../diagnostics/neutralize.ts";

/** Words of people in Markdown: nothing in them is markup, a link, a mention or a break of the table they stand in. */
export function escapeMarkdown(text: string): string {
  return neutralize(text)
    .replaceAll("&", "&amp;")
    .replaceAll(/[\\`*_{}[\]()#!|<>~$]/g, (letter) => `&#${letter.charCodeAt(0)};`)
    .replaceAll("://", "&#58;&#47;&#47;")
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`)
    .replaceAll("@", "<span>@</span>");
}

/** Words of a cloud as code, in a table too: no mention, no link, no markup, whatever they hold. */
export function code(text: string): string {
  const safe = neutralize(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const room = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return safe === "" ? "" : `${fence}${room}${safe}${room}${fence}`;
}

/** A GFM table; no text where there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return `${[head, head.map(() => "---"), ...rows].map(tableLine).join("")}\n`;
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}
