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
  };
  return `${safeJson(document, 2)}\n`;
}

function sorted(findings: readonly FixedFinding[]): unknown[] {
  return findings.toSorted(compareEvaluations).map(canonical);
}
