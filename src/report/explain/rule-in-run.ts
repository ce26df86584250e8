import type { Evaluation, Run } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";
import type { Page, Row } from "../text/layout.ts";
import { labelled, renderRows, section } from "./page.ts";

/** Digits of a fingerprint that people are shown: enough to tell the findings of any one run apart. */
export const DIGITS_SHOWN = 12;
const FINDINGS_SHOWN = 20;

/** The findings of a rule in a saved run, each with the fingerprint by which it can be asked for. */
export function renderRuleInRun(run: Run, rule: string, page: Page): string {
  const findings = run.evaluations
    .filter(({ rule_id, outcome }) => rule_id === rule && outcome === "fail")
    .toSorted(compareEvaluations);
  const more = findings.length - FINDINGS_SHOWN;
  const rows: Row[] = [
    ...findings.slice(0, FINDINGS_SHOWN).map(findingRow),
    ...(more > 0 ? [labelled("", `and ${more} more: --format json lists them all`)] : []),
    ...(findings.length === 0 ? [labelled("none", "no resource of this run fails the rule")] : []),
  ];
  return `\n${renderRows(section("Findings in this run", rows), page)}`;
}

function findingRow({ fingerprint, resource, exemption }: Evaluation): Row {
  const accepted = exemption === undefined ? "" : " (exempted)";
  return labelled(fingerprint.slice(0, DIGITS_SHOWN), `${resource.id ?? resource.name}${accepted}`);
}
