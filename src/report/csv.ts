import { neutralize } from "../diagnostics/neutralize.ts";
import type { Evaluation, Run, RunRule } from "../model/run.ts";
import { ofEach, remembered, REMEMBERED_OF_A_RULE } from "./remembered.ts";
import { type Piece, type Records, recordsOf } from "./records.ts";
import { witnessesSentence } from "./witness.ts";
import { evidenceSentences, exemptionSentence, factsSentence, type Include, listedEvaluations } from "./listed.ts";

/** What is the same in every record of a rule, as cells. */
interface RuleCells {
  readonly title: string;
  readonly failure_title: string;
  readonly fix: string;
  readonly controls: string;
  /** Of that very list. */
  readonly facts: (evidence: Evaluation["evidence"]) => string;
}

type Column = (one: Evaluation, rule: RuleCells) => string;

function of(text: (one: Evaluation) => string): Column {
  return (one) => cell(text(one));
}

/** The columns in their order; new ones are only added at the end. */
const COLUMNS: Readonly<Record<string, Column>> = {
  outcome: of(({ outcome }) => outcome),
  severity: of(({ severity }) => severity),
  rule_id: of(({ rule_id }) => rule_id),
  title: ({ outcome }, rule) => (outcome === "fail" ? rule.failure_title : rule.title),
  provider: of(({ resource }) => resource.provider),
  account: of(({ resource }) => resource.account),
  region: of(({ resource }) => resource.region),
  type: of(({ resource }) => resource.type),
  resource_id: of(({ resource }) => resource.id ?? ""),
  resource_name: of(({ resource }) => resource.name),
  party: of(({ responsibility }) => responsibility.party ?? ""),
  layer: of(({ responsibility }) => responsibility.layer),
  owner: of(({ owner }) => owner.id),
  reason: of(({ reason }) => reason),
  facts: (one, rule) => (one.evidence.length === 0 ? cell(factsSentence(one)) : rule.facts(one.evidence)),
  fix: (_, rule) => rule.fix,
  controls: (_, rule) => rule.controls,
  exemption: of(exemptionSentence),
  baseline: of(({ baseline }) => baseline ?? ""),
  fingerprint: of(({ fingerprint }) => fingerprint),
  facts_digest: of(({ facts_digest: digest }) => digest ?? ""),
  owner_unit: of(({ owner }) => owner.unit ?? ""),
  owner_because: of(({ owner }) => owner.because),
  witness: of(witnessesSentence),
};

/** What a record says of its rule. */
export interface CsvRule extends Pick<RunRule, "id" | "title" | "failure_title" | "controls"> {
  readonly fix?: { readonly summary: string } | null;
}

interface CsvOptions {
  readonly include: Include;
  readonly byteOrderMark?: boolean;
  /** Its lines, written as they came. Missing: they are made of the run. */
  readonly records?: Records;
}

/**
 * RFC 4180: a line of names, then one record a line, lines end in CR LF. No cell begins as a formula would. In pieces: of a large
 * estate it is longer than a text can be.
 */
export function* csvLines(run: Run, { include, byteOrderMark = false, records }: CsvOptions): Generator<Piece, void> {
  yield `${byteOrderMark ? BYTE_ORDER_MARK : ""}${line(Object.keys(COLUMNS))}`;
  yield* (records ?? recordsOf(listedEvaluations(run, include), createCsvRecord(run.rules))).pieces("");
}

/** One line with its end. */
export function createCsvRecord(rules: readonly CsvRule[]): (evaluation: Evaluation) => string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ofRule = ofEach((id: string) => ruleCells(byId.get(id)));
  const columns = Object.values(COLUMNS);
  return (one) => {
    const rule = ofRule(one.rule_id);
    return line(columns.map((column) => column(one, rule)));
  };
}

function ruleCells(rule: CsvRule | undefined): RuleCells {
  const controls = Object.entries(rule?.controls ?? {}).flatMap(([framework, ids]) =>
    ids.map((id) => `${framework} ${id}`),
  );
  return {
    title: cell(rule?.title ?? ""),
    failure_title: cell(rule?.failure_title ?? ""),
    fix: cell(rule?.fix?.summary ?? ""),
    controls: cell(controls.join("; ")),
    facts: remembered((evidence) => cell(evidenceSentences(evidence)), REMEMBERED_OF_A_RULE),
  };
}

function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** By which some spreadsheets know that the text is UTF-8. */
const BYTE_ORDER_MARK = "\u{FEFF}";

/**
 * Where a spreadsheet would begin to calculate: at the beginning of a cell, and of what becomes a cell where the language of the
 * machine has cells divided by semicolons.
 */
const FORMULA = /(?<=^|;)(?=[=+\-@\t\r])/g;

/** What nobody takes for anything but text: most ids, names and words. */
const PLAIN = /^(?:[\w./][\w./:=-]*(?: [\w./][\w./:=-]*)*)?$/;

export function cell(text: string): string {
  if (PLAIN.test(text)) return text;
  const safe = neutralize(text.replace(FORMULA, "'"));
  return /[",]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
