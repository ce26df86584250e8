import type { Evaluation, Run } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { canonical, safeJson } from "./canonical.ts";
import { byId, compareBlindSpots, compareEvaluations, compareExemptions, sortedBaseline } from "./order.ts";

/** Of the document that `renderJson` gives. Within one major version fields are only added. */
export const REPORT_SCHEMA_VERSION = "1.0";

export interface JsonOptions {
  /** Outcomes listed one by one beside the findings, which always are. */
  readonly include: "all" | readonly Outcome[];
}

/** The run as one JSON document (`schemas/report.schema.json`), everything sorted; ends with a line break. */
export function renderJson(run: Run, { include }: JsonOptions): string {
  const asked = ({ outcome }: Evaluation): boolean =>
    outcome !== "fail" && (include === "all" || include.includes(outcome));
  const evaluations = run.evaluations.toSorted(compareEvaluations);
  const document = {
    schema_version: REPORT_SCHEMA_VERSION,
    tool: canonical(run.tool),
    scope: canonical(run.scope),
    as_of: run.as_of,
    digests: canonical(run.digests),
    summary: canonical(run.summary),
    findings: evaluations.filter(({ outcome }) => outcome === "fail").map(canonical),
    evaluations: evaluations.filter(asked).map(canonical),
    blind_spots: run.blind_spots.toSorted(compareBlindSpots).map(canonical),
    exemptions: run.exemptions.toSorted(compareExemptions).map(canonical),
    attestations: run.attestations.toSorted(byId).map(canonical),
    parties: run.parties.toSorted(byId).map(canonical),
    units: run.units.toSorted(byId).map(canonical),
    estate: run.estate.map(canonical),
    ...(run.baseline && { baseline: canonical(sortedBaseline(run.baseline)) }),
    rules: run.rules.toSorted(byId).map(canonical),
    warnings: run.warnings,
  };
  return `${safeJson(document, 2)}\n`;
}
