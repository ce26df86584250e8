import { BLANK, layoutRow, type Page, type Row } from "../text/layout.ts";
import { HANG, SEVERITY_TONES } from "../text/words.ts";
import { type DiffResult, diffRemarks, diffSections, type DiffView } from "./rows.ts";

/** What changed between two runs, for people at a terminal. Ends with a line break. */
export function renderDiffText(diff: DiffView, { words, exit }: DiffResult, page: Page): string {
  const rows: Row[] = [
    { hang: 0, words: [{ text: `from ${diff.before.as_of} to ${diff.after.as_of}`, tone: "bold" }] },
    ...diffRemarks(diff).map((text): Row => ({ hang: 2, words: [{ text }] })),
    BLANK,
    ...diffSections(diff).flatMap(({ title, findings }): Row[] => [
      { hang: 0, words: [{ text: `${title.toUpperCase()}: ${findings.length}`, tone: "bold" }] },
      ...findings.map(({ severity, rule_id, resource }) => ({
        label: { text: severity, tone: SEVERITY_TONES[severity] },
        hang: HANG,
        words: [{ text: `${rule_id}: ${resource.id ?? resource.name}` }],
      })),
      BLANK,
    ]),
    {
      hang: 0,
      words: [
        { text: words, tone: exit === 0 ? "green" : exit === 3 ? "yellow" : "red" },
        { text: ` (exit ${exit})`, keep: true },
      ],
    },
  ];
  return rows
    .flatMap((row) => layoutRow(row, page))
    .map((line) => `${line}\n`)
    .join("");
}
