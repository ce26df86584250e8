import type { Run } from "../../model/run.ts";
import { BLANK, type Row } from "./layout.ts";
import { counted, HANG, listed } from "./words.ts";

const ACCOUNTS_SHOWN = 6;

/** Who and what was looked at, when, and by which rules. */
export function headRows(run: Run): Row[] {
  const { tool, scope, as_of, rules, summary } = run;
  const accounts = Object.entries(summary.accounts).map(
    ([provider, ids]) => `${provider} ${listed(ids, ACCOUNTS_SHOWN)}`,
  );
  const soft = rules.filter(({ status }) => status !== "stable").length;
  const rows = [
    labelled("scope", scope.expected ? scope.name : `${scope.name}, as visible to the identity that read it`),
    labelled("accounts", accounts.join("; ") || "none"),
    labelled("as of", as_of),
    labelled("rules", counted(rules.length, "rule") + (soft > 0 ? `, ${soft} of them not stable` : "")),
    labelled("looked at", lookedAt(run)),
    ...run.warnings.map((text): Row => ({ ...labelled("warning", text), label: { text: "warning", tone: "yellow" } })),
  ];
  const title = { text: `${tool.name} ${tool.version}`, tone: "bold" } as const;
  const exempted = summary.exempted > 0 ? `, ${summary.exempted} of them exempted` : "";
  return [{ hang: 0, words: [title, { text: `: ${counted(summary.fail, "finding")}${exempted}` }] }, ...rows, BLANK];
}

function lookedAt({ summary }: Run): string {
  const { resources, resources_without_rules, skipped, age_unknown } = summary;
  const parts = [counted(resources, "resource")];
  if (resources_without_rules > 0) parts.push(`${resources_without_rules} of types without a rule`);
  if (skipped > 0) parts.push(`${skipped} left out as deleted or recorded twice`);
  if (age_unknown > 0) parts.push(`${age_unknown} of unknown age`);
  return parts.join(", ");
}

function labelled(label: string, text: string): Row {
  return { label: { text: label, tone: "dim" }, hang: HANG, words: [{ text }] };
}
