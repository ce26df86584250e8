import type { FixedFinding } from "../../model/run.ts";
import { canonical, safeJson } from "../canonical.ts";
import { compareEvaluations } from "../order.ts";
import type { DiffResult, DiffView } from "./rows.ts";

/** What changed between two runs as one JSON document, everything sorted; ends with a line break. */
export function renderDiffJson(diff: DiffView, result: DiffResult): string {
  const document = {
    schema_version: "1.0",
    result: canonical(result),
    ...diff,
    new: sorted(diff.new),
    worsened: sorted(diff.worsened),
    newly_exempted: sorted(diff.newly_exempted),
    fixed: sorted(diff.fixed),
    newly_unknown: sorted(diff.newly_unknown),
    newly_inherited: sorted(diff.newly_inherited),
    owners_changed: diff.owners_changed
      .toSorted((a, b) => compareEvaluations(a.evaluation, b.evaluation))
      .map(({ evaluation, from, to }) =>
        canonical({ rule_id: evaluation.rule_id, resource: evaluation.resource, from, to }),
      ),
  };
  return `${safeJson(document, 2)}\n`;
}

function sorted(findings: readonly FixedFinding[]): unknown[] {
  return findings.toSorted(compareEvaluations).map(canonical);
}
