import { code, escapeMarkdown, table } from "../markdown/escape.ts";
import { type DiffResult, diffRemarks, diffSections, type DiffView } from "./rows.ts";

/** What changed between two runs as GitHub-flavoured Markdown. Ends with a line break. */
export function renderDiffMarkdown(diff: DiffView, { words, exit }: DiffResult): string {
  const sections = diffSections(diff).map(({ title, findings }) => {
    const rows = findings.map(({ severity, rule_id, resource }) => [
      severity,
      code(rule_id),
      code(resource.id ?? resource.name),
    ]);
    return `### ${title} (${findings.length})\n\n${table(["severity", "rule", "resource"], rows)}`;
  });
  const remarks = diffRemarks(diff).map((text) => `- ${escapeMarkdown(text)}\n`);
  const head = `## demarc: ${escapeMarkdown(words)} (exit ${exit})\n\nFrom ${escapeMarkdown(diff.before.as_of)} to ${escapeMarkdown(diff.after.as_of)}\n\n`;
  return `${[head, ...remarks, "\n", ...sections].join("").trimEnd()}\n`;
}
