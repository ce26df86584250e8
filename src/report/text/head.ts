import type { Run } from "../../model/run.ts";
import { compareText } from "../order.ts";
import { BLANK, type Row } from "./layout.ts";
import { counted, HANG, listed } from "./words.ts";

const ACCOUNTS_SHOWN = 6;

/** Who and what was looked at, when, and by which rules. */
export function headRows(run: Run): Row[] {
  const { tool, scope, as_of, rules, summary } = run;
  const accounts = [...accountsByProvider(run)].map(([provider, ids]) => `${provider} ${listed(ids, ACCOUNTS_SHOWN)}`);
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
  return [{ hang: 0, words: [title, { text: `: ${counted(summary.fail, "finding")}` }] }, ...rows, BLANK];
}

function lookedAt({ summary }: Run): string {
  const { resources, resources_without_rules, skipped, age_unknown } = summary;
  const parts = [counted(resources, "resource")];
  if (resources_without_rules > 0) parts.push(`${resources_without_rules} of types without a rule`);
  if (skipped > 0) parts.push(`${skipped} left out as deleted`);
  if (age_unknown > 0) parts.push(`${age_unknown} of unknown age`);
  return parts.join(", ");
}

/** From the summary; a run without the list gives what its scope, evaluations and blind spots name. */
function accountsByProvider(run: Run): Map<string, string[]> {
  if (run.summary.accounts) {
    return new Map(Object.entries(run.summary.accounts).map(([provider, ids]) => [provider, [...ids]]));
  }
  const found = new Map<string, Set<string>>();
  const parts = [...(run.scope.expected ?? []), ...run.evaluations.map(({ resource }) => resource), ...run.blind_spots];
  for (const { provider, account } of parts) {
    const ids = found.get(provider) ?? new Set<string>();
    found.set(provider, ids);
    if (account !== undefined) ids.add(account);
  }
  return new Map(
    [...found].toSorted(([a], [b]) => compareText(a, b)).map(([provider, ids]) => [provider, [...ids].toSorted()]),
  );
}

function labelled(label: string, text: string): Row {
  return { label: { text: label, tone: "dim" }, hang: HANG, words: [{ text }] };
}
