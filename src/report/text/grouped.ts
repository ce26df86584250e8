import { compareKeys } from "../../model/compare-text.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";
import { type Block, resourceText, severityLabel, shortRow } from "./findings.ts";
import { BLANK, type Row, type Span } from "./layout.ts";
import { counted, HANG, type Signs } from "./words.ts";

/** What findings can be laid out under, beside their rule and their resource. */
export type Heading = "account" | "service" | "owner" | "framework";

/**
 * The findings under headings, each heading worst finding first, headings in the order of their words. Under `framework`
 * a finding stands once for each framework that its rule maps to.
 */
export function blocksByHeading(run: Run, heading: Heading, signs: Signs): Block[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const headings = headingsOf(run, heading);
  const groups = new Map<string, Evaluation[]>();
  for (const finding of run.evaluations.filter(({ outcome }) => outcome === "fail").toSorted(compareEvaluations)) {
    for (const key of headings(finding)) groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].toSorted(compareKeys).map(([key, findings]) => {
    const title = `${heading} ${key}: ${counted(findings.length, "finding")}`;
    const rows = findings.map((finding): Row => {
      const text = `${rules.get(finding.rule_id)?.failure_title ?? ""} ${finding.rule_id}: ${resourceText(finding)}`;
      const step: Span[] = heading === "owner" ? [{ text: ` (${finding.owner.because})`, tone: "dim" }] : [];
      return { label: severityLabel("  ", finding), hang: HANG, words: [{ text }, ...step] };
    });
    return {
      rows: [{ hang: 0, words: [{ text: title, tone: "bold" }] }, ...rows, BLANK],
      short: [shortRow(findings as [Evaluation, ...Evaluation[]], `${heading} ${key}`, signs)],
      findings: findings.length,
    };
  });
}

function headingsOf(run: Run, heading: Heading): (finding: Evaluation) => readonly string[] {
  if (heading === "account") return ({ resource }) => [`${resource.provider} ${resource.account}`];
  if (heading === "owner") return ({ owner }) => [owner.unit === null ? owner.id : `${owner.id}, unit ${owner.unit}`];
  if (heading === "service") {
    const services = new Map(run.estate.map(({ type, provider, service }) => [type, `${provider} ${service}`]));
    return ({ resource }) => [services.get(resource.type) ?? resource.type];
  }
  const frameworks = new Map(run.rules.map(({ id, controls }) => [id, Object.keys(controls)]));
  return ({ rule_id: id }) => {
    const named = frameworks.get(id) ?? [];
    return named.length === 0 ? ["none"] : named;
  };
}
