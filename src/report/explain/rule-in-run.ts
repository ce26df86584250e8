import type { Rule } from "../../model/rule.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";
import type { Page, Row } from "../text/layout.ts";
import { countsWords, labelled, renderRows, section } from "./page.ts";

/** Digits of a fingerprint that people are shown: enough to tell the findings of any one run apart. */
export const DIGITS_SHOWN = 12;
const FINDINGS_SHOWN = 20;

/**
 * The findings of a rule in a saved run, each with the fingerprint by which it can be asked for, and what else came of it:
 * that nothing failed says little where nothing was asked, or nothing could be known. An older run has the rule under a
 * former id.
 */
export function renderRuleInRun(run: Run, { id, aliases }: Pick<Rule, "id" | "aliases">, page: Page): string {
  const asked = [id, ...aliases].find((one) => Object.hasOwn(run.summary.by_rule, one));
  const findings = run.evaluations
    .filter(({ rule_id, outcome }) => rule_id === asked && outcome === "fail")
    .toSorted(compareEvaluations);
  const more = findings.length - FINDINGS_SHOWN;
  const counts = asked === undefined ? "" : countsWords((outcome) => run.summary.by_rule[asked]![outcome]);
  const rows: Row[] = [
    ...findings.slice(0, FINDINGS_SHOWN).map(findingRow),
    ...(more > 0 ? [labelled("", `and ${more} more: --format json lists them all`)] : []),
    ...(findings.length === 0 && counts !== "" ? [labelled("none", "no resource of this run fails the rule")] : []),
    ...(counts === "" ? [] : [labelled("all pairs", counts)]),
    ...(asked === undefined ? [labelled("not asked", "this run did not ask the rule")] : []),
    ...(asked !== undefined && counts === ""
      ? [labelled("none", "this run met nothing that the rule asks about")]
      : []),
  ];
  return `\n${renderRows(section("Findings in this run", rows), page)}`;
}

function findingRow({ fingerprint, resource, exemption }: Evaluation): Row {
  const accepted = exemption === undefined ? "" : " (exempted)";
  return labelled(fingerprint.slice(0, DIGITS_SHOWN), `${resource.id ?? resource.name}${accepted}`);
}
