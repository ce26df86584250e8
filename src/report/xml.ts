import { neutralize } from "../diagnostics/neutralize.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** For content and attributes. Neutralised first: XML 1.0 has no way to write most control characters. */
export function escapeXml(text: string): string {
  return neutralize(text)
    .replaceAll(/[\ufffe\uffff]/g, "\ufffd")
    .replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}
