import { compareText } from "../../model/compare-text.ts";
import type { BlindSpot } from "../../model/resource.ts";
import type { RunExemption } from "../../model/exemption.ts";
import type { Evaluation, Evidence, OutcomeCounts, Run } from "../../model/run.ts";
import { LAYERS, type Outcome, OUTCOMES, PARTIES, SEVERITIES } from "../../model/words.ts";
import { accountCounts } from "../account-counts.ts";
import { exemptionSentence, resourceLabel } from "../listed.ts";
import { type FindingGroup, numberFindings } from "../numbering.ts";
import { byId, compareBlindSpots, compareEvaluations } from "../order.ts";
import { showSeen } from "../text/words.ts";
import type { Titles } from "../titles.ts";
import { type CellValue, type Column, type SheetTable, tableOf } from "./table.ts";

export interface SheetContext {
  readonly verdict: { readonly words: string };
  readonly titles: Titles;
  readonly earlier?: Run;
}

export function sheetsOf(run: Run, context: SheetContext): SheetTable[] {
  return [
    { ...tableOf("Summary", SUMMARY_COLUMNS, summaryRows(run, context)), isNamesAndValues: true },
    tableOf("Posture", POSTURE_COLUMNS, postureParts(run, context)),
    tableOf("Findings", FINDING_COLUMNS, numberedFindings(run, context)),
    tableOf("Responsibility matrix", MATRIX_COLUMNS, matrixRows(run, context)),
    tableOf("Evidence", EVIDENCE_COLUMNS, factsOf(run)),
    tableOf("Not known", UNKNOWN_COLUMNS, evaluationsOf(run, "unknown")),
    tableOf("Blind spots", BLIND_SPOT_COLUMNS, run.blind_spots.toSorted(compareBlindSpots)),
    tableOf("Exemptions", EXEMPTION_COLUMNS, run.exemptions.toSorted(byId)),
  ];
}

function evaluationsOf(run: Run, wanted: Outcome): Evaluation[] {
  return run.evaluations.filter(({ outcome }) => outcome === wanted).toSorted(compareEvaluations);
}

type SummaryRow = readonly [what: string, value: CellValue];

const SUMMARY_COLUMNS: readonly Column<SummaryRow>[] = [
  ["What", 28, ([what]) => what],
  ["Value", 110, ([, value]) => value],
];

function summaryRows({ summary, scope, as_of, tool }: Run, { verdict }: SheetContext): SummaryRow[] {
  return [
    ["scope", scope.name],
    ["as of", as_of],
    ["made with", `${tool.name} ${tool.version}`],
    ["result", verdict.words],
    ["resources", summary.resources],
    ["pairs", summary.pairs],
    ...OUTCOMES.map((outcome): SummaryRow => [outcome.replaceAll("_", " "), summary[outcome]]),
    ["exempted", summary.exempted],
    ...SEVERITIES.map((severity): SummaryRow => [`findings, ${severity}`, summary.fail_by_severity[severity]]),
  ];
}

/** The counts of one part of the estate. */
interface Counted {
  readonly counts: OutcomeCounts;
}

function outcomeColumns(width: number): Column<Counted>[] {
  return OUTCOMES.map((outcome) => [outcome.replaceAll("_", " "), width, ({ counts }) => counts[outcome]]);
}

interface Part extends Counted {
  readonly by: string;
  readonly name: string;
}

const POSTURE_COLUMNS: readonly Column<Part>[] = [
  ["By", 14, ({ by }) => by],
  ["Of", 48, ({ name }) => name],
  ...outcomeColumns(12),
];

/** The same counts by each thing that they can be parted by. */
function postureParts({ summary }: Run, { titles }: SheetContext): Part[] {
  return [
    ...LAYERS.flatMap((layer): Part[] => {
      const counts = summary.by_layer[layer];
      return counts ? [{ by: "layer", name: titles.layer(layer), counts }] : [];
    }),
    ...Object.keys(summary.by_owner)
      .toSorted(compareText)
      .map((owner): Part => ({ by: "owner", name: owner, counts: summary.by_owner[owner]! })),
    ...accountCounts(summary).map(({ name, counts }): Part => ({ by: "account", name, counts })),
    ...PARTIES.map((party): Part => ({ by: "who answers", name: party, counts: summary.by_party[party] })),
  ];
}

interface NumberedFinding extends Pick<FindingGroup, "number" | "rule">, Pick<SheetContext, "titles"> {
  readonly finding: Evaluation;
}

const FINDING_COLUMNS: readonly Column<NumberedFinding>[] = [
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
  ["How to fix it", 60, ({ rule }) => rule.fix?.summary ?? ""],
  ["Effort", 8, ({ rule }) => rule.fix?.effort ?? ""],
  ["Exemption", 40, ({ finding }) => exemptionSentence(finding)],
  ["Rule", 44, ({ rule }) => rule.id],
  ["Fingerprint", 66, ({ finding }) => finding.fingerprint],
  ["Unit", 16, ({ finding }) => finding.owner.unit ?? ""],
  ["Why this owner", 40, ({ finding }) => finding.owner.because],
];

function numberedFindings(run: Run, { titles, earlier }: SheetContext): NumberedFinding[] {
  return numberFindings(run, earlier).flatMap(({ number, rule, findings }) =>
    findings.map((finding) => ({ number, rule, finding, titles })),
  );
}

type Cell = Run["estate"][number];

interface MatrixRow extends Counted {
  readonly cell: Cell;
  readonly layer: string;
  readonly party: string;
}

const MATRIX_COLUMNS: readonly Column<MatrixRow>[] = [
  ["Unit", 16, ({ cell }) => cell.unit ?? ""],
  ["Provider", 10, ({ cell }) => cell.provider],
  ["Type", 44, ({ cell }) => cell.type],
  ["Resources", 10, ({ cell }) => cell.resources],
  ["Layer", 32, ({ layer }) => layer],
  ["Who answers", 16, ({ party }) => party],
  ...outcomeColumns(10),
];

function matrixRows({ estate }: Run, { titles }: SheetContext): MatrixRow[] {
  return estate.flatMap((cell) =>
    cell.layers.map(({ layer, party, counts }) => ({
      cell,
      layer: titles.layer(layer),
      party: party ?? "nobody named",
      counts,
    })),
  );
}

/** What was seen, and the finding that it decided. */
interface Fact {
  readonly finding: Evaluation;
  readonly fact: Evidence;
}

const EVIDENCE_COLUMNS: readonly Column<Fact>[] = [
  ["Rule", 44, ({ finding }) => finding.rule_id],
  ["Resource", 48, ({ finding }) => resourceLabel(finding)],
  ["Of another resource", 32, ({ fact }) => fact.resource ?? ""],
  ["Path", 48, ({ fact }) => fact.path],
  ["Seen", 40, ({ fact }) => showSeen(fact)],
  ["Wanted", 32, ({ fact }) => fact.wanted],
  ["Because", 32, ({ fact }) => fact.because ?? ""],
  ["Call", 28, ({ fact }) => fact.call ?? ""],
  ["Confirmed", 22, ({ fact }) => fact.at ?? ""],
];

function factsOf(run: Run): Fact[] {
  return evaluationsOf(run, "fail").flatMap((finding) => finding.evidence.map((fact) => ({ finding, fact })));
}

const UNKNOWN_COLUMNS: readonly Column<Evaluation>[] = [
  ["Rule", 44, ({ rule_id }) => rule_id],
  ["Severity", 10, ({ severity }) => severity],
  ["Resource", 48, resourceLabel],
  ["Account", 16, ({ resource }) => resource.account],
  ["Region", 14, ({ resource }) => resource.region],
  ["Why", 80, whyUnknown],
];

function whyUnknown({ evidence, reason }: Evaluation): string {
  const unread = evidence.find(({ state }) => state === "unread");
  return unread ? `${unread.path} ${showSeen(unread)}` : reason.replaceAll("_", " ");
}

const BLIND_SPOT_COLUMNS: readonly Column<BlindSpot>[] = [
  ["Provider", 10, ({ provider }) => provider],
  ["Account", 16, ({ account }) => account ?? "every account"],
  ["Region", 14, ({ region }) => region ?? "every region"],
  ["Types", 44, ({ types }) => types.join(", ")],
  ["Why", 18, ({ reason }) => reason.replaceAll("_", " ")],
  ["Call", 32, ({ call }) => call ?? ""],
  ["Code", 24, ({ code }) => code ?? ""],
  ["What was said", 60, ({ message }) => message],
  ["How to fix it", 60, ({ help }) => help ?? ""],
];

const EXEMPTION_COLUMNS: readonly Column<RunExemption>[] = [
  ["Exemption", 24, ({ id }) => id],
  ["Kind", 20, ({ kind }) => kind.replaceAll("_", " ")],
  ["Rule", 44, ({ rule }) => rule ?? ""],
  ["Matches", 40, ({ match }) => wordsOf(match)],
  ["Reason", 60, ({ reason }) => reason],
  ["Approved by", 28, ({ approved_by }) => approved_by],
  ["Until", 12, ({ until }) => until],
  ["State", 10, ({ unused, state }) => (unused ? "unused" : state)],
  ["Covers", 8, ({ matched }) => matched],
];

function wordsOf(match: RunExemption["match"]): string {
  return Object.entries(match)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
}
