import { compareText } from "../../model/compare-text.ts";
import type { Evaluation, Evidence, Run, RunRule } from "../../model/run.ts";
import { SEVERITIES } from "../../model/words.ts";
import { ownerSentence } from "../listed.ts";
import { compareEvaluations } from "../order.ts";
import { BLANK, type Row, type Span } from "./layout.ts";
import { counted, evidenceSentence, HANG, SEVERITY_TONES, type Signs } from "./words.ts";

/** One piece of the findings section: the rows of a rule or a resource, and how many findings they stand for. */
export interface Block {
  readonly rows: readonly Row[];
  /** The same in one or two rows, for where there is no room. */
  readonly short: readonly Row[];
  readonly findings: number;
}

interface Group {
  readonly key: string;
  /** Never empty, in report order, worst first. If the run keeps only some findings, those. */
  readonly findings: readonly [Evaluation, ...Evaluation[]];
  /** How many there are, also those that the run did not keep. */
  readonly total: number;
}

/** One rule: four kinds of rows for severity, rule and title; resources; why; fix. */
export function blocksByRule(run: Run, signs: Signs, limit: number): Block[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  return groupsByRule(run).map((group) => ({
    rows: ruleRows(group, rules.get(group.key), run, signs, limit),
    short: shortRuleRows(group, rules.get(group.key), signs),
    findings: group.total,
  }));
}

/** The open finding that a report by rule starts with, or undefined if nothing is open. */
export function worstFinding(run: Run): Evaluation | undefined {
  return groupsByRule(run)[0]?.findings[0];
}

function groupsByRule(run: Run): Group[] {
  const exempted = countBy(run.evaluations.filter(({ outcome, exemption }) => outcome === "fail" && exemption));
  const totalOf = (id: string): number => (run.summary.by_rule[id]?.fail ?? 0) - (exempted.get(id) ?? 0);
  return groupFindings(run, ({ rule_id }) => rule_id, totalOf);
}

function countBy(evaluations: readonly Evaluation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule_id: id } of evaluations) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** One resource, with the rules it fails. */
export function blocksByResource(run: Run, signs: Signs): Block[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  return groupFindings(run, resourceKey).map(({ findings }) => {
    const { provider, account, region, type, name } = findings[0].resource;
    const rows: Row[] = [
      { label: { text: signs.fail, tone: "red" }, hang: 2, words: [{ text: resourceText(findings[0]), tone: "bold" }] },
      { hang: 2, words: [{ text: `${type} ${name}, ${provider} ${account} ${region}`, tone: "dim" }] },
      ...findings.map((finding) => ({
        label: severityLabel("  ", finding),
        hang: HANG,
        words: [
          { text: `${rules.get(finding.rule_id)?.failure_title ?? ""} ${finding.rule_id}` },
          ...ownerSpans(finding, run),
        ],
      })),
    ];
    return {
      rows: [...rows, BLANK],
      short: [shortRow(findings, resourceText(findings[0]), signs)],
      findings: findings.length,
    };
  });
}

function resourceKey({ resource, fingerprint }: Evaluation): string {
  return resource.id ?? fingerprint;
}

function groupFindings(run: Run, keyOf: (finding: Evaluation) => string, totalOf?: (key: string) => number): Group[] {
  const byKey = new Map<string, [Evaluation, ...Evaluation[]]>();
  for (const finding of run.evaluations.filter(isOpen).toSorted(compareEvaluations)) {
    const group = byKey.get(keyOf(finding));
    if (group) group.push(finding);
    else byKey.set(keyOf(finding), [finding]);
  }
  const groups = Array.from(byKey, ([key, findings]) => ({ key, findings, total: totalOf?.(key) ?? findings.length }));
  return groups.toSorted(compareGroups);
}

/** Exempted findings have a section of their own. */
function isOpen({ outcome, exemption }: Evaluation): boolean {
  return outcome === "fail" && exemption === undefined;
}

function compareGroups(a: Group, b: Group): number {
  return (
    SEVERITIES.indexOf(a.findings[0].severity) - SEVERITIES.indexOf(b.findings[0].severity) ||
    b.total - a.total ||
    compareText(a.key, b.key)
  );
}

function ruleRows({ findings, total }: Group, rule: RunRule | undefined, run: Run, signs: Signs, limit: number): Row[] {
  const [first] = findings;
  const shown = findings.slice(0, limit);
  const more = total - shown.length;
  const rows: Row[] = [
    { label: severityLabel(`${signs.fail} `, first), hang: HANG, words: headWords(findings, rule) },
    { hang: HANG, words: [{ text: rule?.failure_title ?? "" }] },
    ...shown.map((finding, index) => ({
      ...(index === 0 ? { label: { text: "  at" } } : {}),
      hang: HANG,
      words: [{ text: resourceText(finding) }, ...ownerSpans(finding, run)],
    })),
  ];
  if (more > 0) rows.push({ hang: HANG, words: [{ text: moreText(more, first.rule_id), tone: "dim" }] });
  rows.push({ label: { text: "  why" }, hang: HANG, words: [{ text: whyText(shown) }] });
  const fix: Span[] = rule?.fix ? [{ text: `${rule.fix.summary} ` }] : [];
  fix.push({ text: `demarc explain ${first.rule_id}`, tone: "cyan", keep: true });
  rows.push({ label: { text: "  fix" }, hang: HANG, words: fix }, BLANK);
  return rows;
}

/** What is wrong in the rule's own words; below it where, and under which id. */
function shortRuleRows({ findings, total }: Group, rule: RunRule | undefined, signs: Signs): Row[] {
  const [first] = findings;
  const title = rule?.failure_title ?? first.rule_id;
  const many = total > 1 ? ` (${total})` : "";
  return [
    {
      label: severityLabel(`${signs.fail} `, first),
      hang: HANG,
      words: [{ text: title, tone: "bold" }, { text: many }],
    },
    { hang: HANG, words: [{ text: `${first.rule_id}, ${first.resource.name}`, tone: "dim" }] },
  ];
}

export function shortRow(findings: Group["findings"], key: string, signs: Signs): Row {
  const label = severityLabel(`${signs.fail} `, findings[0]);
  return { label, hang: HANG, words: [{ text: `${key} (${findings.length})` }] };
}

export function severityLabel(sign: string, { severity }: Evaluation): Span {
  return { text: `${sign}${severity.toUpperCase()}`, tone: SEVERITY_TONES[severity] };
}

function headWords(findings: Group["findings"], rule: RunRule | undefined): Span[] {
  const parties = [...new Set(findings.map(({ responsibility }) => responsibility.party ?? "nobody named"))].toSorted();
  const status = rule && rule.status !== "stable" ? `; ${rule.status}, does not fail the run` : "";
  return [{ text: findings[0].rule_id, tone: "bold" }, { text: ` (${parties.join(", ")}${status})` }];
}

export function resourceText({ resource: { id, name, provider, account, region }, baseline }: Evaluation): string {
  const state = baseline === undefined ? "" : ` [${baseline}]`;
  if (id === null) return `${provider} ${account} ${region} ${name}${state}`;
  return `${id.includes(name) ? id : `${id} (${name})`}${state}`;
}

function ownerSpans(finding: Evaluation, run: Run): Span[] {
  const whose = ownerSentence(finding, run);
  return whose === "" ? [] : [{ text: ` (owner ${whose})`, tone: "dim" }];
}

function moreText(count: number, rule: string): string {
  return `and ${count} more: --rule ${rule} --format json lists them all`;
}

/** The deciding facts of the first finding; where others that are shown rest on other facts, it says so. */
function whyText(shown: readonly Evaluation[]): string {
  const [first, ...others] = shown;
  if (!first) return "";
  const [fact, ...facts] = first.evidence;
  if (!fact) return `${first.reason.replaceAll("_", " ")}, no single fact decided`;
  const also = facts.length > 0 ? `; and ${counted(facts.length, "more fact")}` : "";
  const differ = others.some(({ evidence }) => evidence[0] === undefined || factKey(evidence[0]) !== factKey(fact));
  return `${differ ? "the first: " : ""}${evidenceSentence(fact)}${also}`;
}

function factKey({ path, seen, wanted }: Evidence): string {
  return JSON.stringify([path.replaceAll(/\[\d+\]/g, "[]"), seen, wanted]);
}
