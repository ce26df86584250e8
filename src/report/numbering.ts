import { compareText } from "../model/compare-text.ts";
import type { Evaluation, Run, RunRule } from "../model/run.ts";
import { SEVERITIES, type Severity } from "../model/words.ts";
import { groupBy } from "../model/group-by.ts";
import { compareEvaluations } from "./order.ts";

/** All findings of one rule, under the number that people cite: `F-001`. */
export interface FindingGroup {
  readonly number: string;
  readonly rule: RunRule;
  readonly severity: Severity;
  /** Never empty; in the order of every report. */
  readonly findings: readonly [Evaluation, ...Evaluation[]];
}

/**
 * The findings by rule, worst first, numbered. Rules that `earlier` had findings of keep the numbers they had there, so
 * that a retest cites the report it follows; new ones are counted on from its last.
 */
export function numberFindings(run: Run, earlier?: Run): FindingGroup[] {
  const groups = groupByRule(run);
  const known = new Map(
    earlier === undefined ? [] : groupByRule(earlier).map(({ rule }, index) => [rule.id, index + 1]),
  );
  let last = known.size;
  return groups.map((group) => ({ ...group, number: label(known.get(group.rule.id) ?? ++last) }));
}

function label(number: number): string {
  return `F-${String(number).padStart(3, "0")}`;
}

function groupByRule(run: Run): Omit<FindingGroup, "number">[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const fails = run.evaluations.filter(({ outcome }) => outcome === "fail").toSorted(compareEvaluations);
  return [...groupBy(fails, ({ rule_id }) => rule_id)]
    .flatMap(([id, findings]) => {
      const rule = rules.get(id);
      return rule ? [{ rule, severity: findings[0].severity, findings }] : [];
    })
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.findings.length - a.findings.length ||
        compareText(a.rule.id, b.rule.id),
    );
}
