import { compareText } from "../../model/compare-text.ts";
import type { Evaluation, OutcomeCounts, Run } from "../../model/run.ts";
import { LAYERS, OUTCOMES, PARTIES, SEVERITIES } from "../../model/words.ts";
import { accountCounts } from "../account-counts.ts";
import { exemptionSentence, resourceLabel } from "../listed.ts";
import { type FindingGroup, numberFindings } from "../numbering.ts";
import { compareBlindSpots, compareEvaluations } from "../order.ts";
import { showSeen } from "../text/words.ts";
import type { Titles } from "../titles.ts";

export type CellValue = string | number;

/** One sheet: a row of names, then rows; `widths` in characters. */
export interface SheetTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly CellValue[])[];
}

export interface SheetContext {
  readonly verdict: { readonly words: string };
  readonly titles: Titles;
  readonly earlier?: Run;
}

export function sheetsOf(run: Run, context: SheetContext): SheetTable[] {
  return [
    summarySheet(run, context),
    postureSheet(run, context),
    findingsSheet(run, context),
    matrixSheet(run, context),
    evidenceSheet(run),
    unknownSheet(run),
    blindSpotSheet(run),
    exemptionSheet(run),
  ];
}

function summarySheet(run: Run, { verdict }: SheetContext): SheetTable {
  const { summary, scope, as_of, tool } = run;
  const rows: CellValue[][] = [
    ["scope", scope.name],
    ["as of", as_of],
    ["made with", `${tool.name} ${tool.version}`],
    ["result", verdict.words],
    ["resources", summary.resources],
    ["checks", summary.pairs],
    ...OUTCOMES.map((outcome) => [outcome.replaceAll("_", " "), summary[outcome]]),
    ["exempted", summary.exempted],
    ...SEVERITIES.map((severity) => [`findings, ${severity}`, summary.fail_by_severity[severity]]),
  ];
  return { name: "Summary", columns: ["What", "Value"], widths: [28, 80], rows };
}

/** The same counts by each thing that they can be parted by. */
function postureSheet({ summary }: Run, { titles }: SheetContext): SheetTable {
  const parts: [by: string, name: string, counts: OutcomeCounts][] = [
    ...LAYERS.flatMap((layer): typeof parts => {
      const counts = summary.by_layer[layer];
      return counts ? [["layer", titles.layer(layer), counts]] : [];
    }),
    ...Object.keys(summary.by_owner)
      .toSorted(compareText)
      .map((owner): (typeof parts)[number] => ["owner", owner, summary.by_owner[owner]!]),
    ...accountCounts(summary).map(({ name, counts }): (typeof parts)[number] => ["account", name, counts]),
    ...PARTIES.map((party): (typeof parts)[number] => ["who answers", party, summary.by_party[party]]),
  ];
  const rows = parts.map(([by, name, counts]) => [by, name, ...OUTCOMES.map((outcome) => counts[outcome])]);
  const columns = ["By", "Of", ...OUTCOMES.map((outcome) => outcome.replaceAll("_", " "))];
  return { name: "Posture", columns, widths: [14, 48, ...OUTCOMES.map(() => 12)], rows };
}

interface NumberedFinding extends Pick<FindingGroup, "number" | "rule">, Pick<SheetContext, "titles"> {
  readonly finding: Evaluation;
}

type FindingColumn = readonly [name: string, width: number, cell: (of: NumberedFinding) => string];

const FINDING_COLUMNS: readonly FindingColumn[] = [
  ["Number", 8, ({ number }) => number],
  ["Severity", 10, ({ finding }) => finding.severity],
  ["Finding", 48, ({ rule }) => rule.failure_title],
  ["Resource", 28, ({ finding }) => finding.resource.name],
  ["Resource id", 48, ({ finding }) => finding.resource.id ?? ""],
  ["Provider", 9, ({ finding }) => finding.resource.provider],
  ["Account", 16, ({ finding }) => finding.resource.account],
  ["Region", 14, ({ finding }) => finding.resource.region],
  ["Owner", 18, ({ finding }) => finding.owner.id],
  ["Whose duty", 12, ({ finding }) => finding.responsibility.party ?? ""],
  ["Layer", 26, ({ rule, titles }) => titles.layer(rule.layer)],
  ["State", 10, ({ finding }) => (finding.exemption ? "exempted" : "open")],
  ["Since the last run", 14, ({ finding }) => finding.baseline ?? ""],
  ["Risk", 60, ({ rule }) => rule.why],
  ["To mend it", 60, ({ rule }) => rule.fix?.summary ?? ""],
  ["Effort", 8, ({ rule }) => rule.fix?.effort ?? ""],
  ["Exemption", 40, ({ finding }) => exemptionSentence(finding)],
  ["Rule", 44, ({ rule }) => rule.id],
  ["Fingerprint", 66, ({ finding }) => finding.fingerprint],
  ["Unit", 16, ({ finding }) => finding.owner.unit ?? ""],
  ["Why this owner", 40, ({ finding }) => finding.owner.because],
];

function findingsSheet(run: Run, { titles, earlier }: SheetContext): SheetTable {
  const rows = numberFindings(run, earlier).flatMap(({ number, rule, findings }) =>
    findings.map((finding) => FINDING_COLUMNS.map(([, , cell]) => cell({ number, rule, finding, titles }))),
  );
  const columns = FINDING_COLUMNS.map(([name]) => name);
  return { name: "Findings", columns, widths: FINDING_COLUMNS.map(([, width]) => width), rows };
}

function matrixSheet(run: Run, { titles }: SheetContext): SheetTable {
  const rows = run.estate.flatMap(({ unit, provider, type, resources, layers }) =>
    layers.map(({ layer, party, counts }) => [
      unit ?? "",
      provider,
      type,
      resources,
      titles.layer(layer),
      party ?? "nobody named",
      ...OUTCOMES.map((outcome) => counts[outcome]),
    ]),
  );
  const columns = [
    "Unit",
    "Provider",
    "Type",
    "Resources",
    "Layer",
    "Who answers",
    ...OUTCOMES.map((outcome) => outcome.replaceAll("_", " ")),
  ];
  return { name: "Responsibility matrix", columns, widths: [16, 10, 44, 10, 32, 16, ...OUTCOMES.map(() => 10)], rows };
}

function evidenceSheet(run: Run): SheetTable {
  const rows = run.evaluations
    .filter(({ outcome }) => outcome === "fail")
    .toSorted(compareEvaluations)
    .flatMap((finding) =>
      finding.evidence.map((fact) => [
        finding.rule_id,
        resourceLabel(finding),
        fact.resource ?? "",
        fact.path,
        showSeen(fact),
        fact.wanted,
        fact.because ?? "",
        fact.call ?? "",
        fact.at ?? "",
      ]),
    );
  const columns = ["Rule", "Resource", "Of another resource", "Path", "Seen", "Wanted", "Because", "Call", "Confirmed"];
  return { name: "Evidence", columns, widths: [44, 48, 32, 48, 40, 32, 32, 28, 22], rows };
}

function unknownSheet(run: Run): SheetTable {
  const rows = run.evaluations
    .filter(({ outcome }) => outcome === "unknown")
    .toSorted(compareEvaluations)
    .map((one) => [
      one.rule_id,
      one.severity,
      resourceLabel(one),
      one.resource.account,
      one.resource.region,
      whyUnknown(one),
    ]);
  const columns = ["Rule", "Severity", "Resource", "Account", "Region", "Why"];
  return { name: "Not known", columns, widths: [44, 10, 48, 16, 14, 80], rows };
}

function whyUnknown({ evidence, reason }: Evaluation): string {
  const unread = evidence.find(({ state }) => state === "unread");
  return unread ? `${unread.path} ${showSeen(unread)}` : reason.replaceAll("_", " ");
}

function blindSpotSheet(run: Run): SheetTable {
  const rows = run.blind_spots
    .toSorted(compareBlindSpots)
    .map(({ provider, account, region, types, reason, call, code, message, help }) => [
      provider,
      account ?? "every account",
      region ?? "every region",
      types.join(", "),
      reason.replaceAll("_", " "),
      call ?? "",
      code ?? "",
      message,
      help ?? "",
    ]);
  const columns = ["Provider", "Account", "Region", "Types", "Why", "Call", "Code", "What was said", "To mend it"];
  return { name: "Blind spots", columns, widths: [10, 16, 14, 44, 18, 32, 24, 60, 60], rows };
}

function exemptionSheet(run: Run): SheetTable {
  const rows = run.exemptions
    .toSorted((a, b) => compareText(a.id, b.id))
    .map(({ id, kind, rule, match, reason, approved_by, until, state, matched, unused }) => [
      id,
      kind.replaceAll("_", " "),
      rule ?? "",
      Object.entries(match)
        .map(([key, value]) => `${key} ${value}`)
        .join(", "),
      reason,
      approved_by,
      until,
      unused ? "unused" : state,
      matched,
    ]);
  const columns = ["Exemption", "Kind", "Rule", "Fits", "Reason", "Approved by", "Until", "State", "Covers"];
  return { name: "Exemptions", columns, widths: [24, 20, 44, 40, 60, 28, 12, 10, 8], rows };
}
