import { neutralize } from "../diagnostics/neutralize.ts";
import type { Evaluation, Run, RunRule } from "../model/run.ts";
import { type Piece, type Records, recordsOf, textOf } from "./records.ts";
import { witnessesSentence } from "./witness.ts";
import { exemptionSentence, factsSentence, type Include, listedEvaluations } from "./listed.ts";

/** The columns in their order; new ones are only added at the end. */
const COLUMNS: Readonly<Record<string, (one: Evaluation, rule: CsvRule | undefined) => string>> = {
  outcome: ({ outcome }) => outcome,
  severity: ({ severity }) => severity,
  rule_id: ({ rule_id }) => rule_id,
  title: ({ outcome }, rule) => (outcome === "fail" ? rule?.failure_title : rule?.title) ?? "",
  provider: ({ resource }) => resource.provider,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  type: ({ resource }) => resource.type,
  resource_id: ({ resource }) => resource.id ?? "",
  resource_name: ({ resource }) => resource.name,
  party: ({ responsibility }) => responsibility.party ?? "",
  layer: ({ responsibility }) => responsibility.layer,
  owner: ({ owner }) => owner.id,
  reason: ({ reason }) => reason,
  facts: factsSentence,
  fix: (_, rule) => rule?.fix?.summary ?? "",
  controls: (_, rule) =>
    Object.entries(rule?.controls ?? {})
      .flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`))
      .join("; "),
  exemption: exemptionSentence,
  baseline: ({ baseline }) => baseline ?? "",
  fingerprint: ({ fingerprint }) => fingerprint,
  facts_digest: ({ facts_digest: digest }) => digest ?? "",
  owner_unit: ({ owner }) => owner.unit ?? "",
  owner_because: ({ owner }) => owner.because,
  witness: witnessesSentence,
};

/** What a record says of its rule. */
export interface CsvRule extends Pick<RunRule, "id" | "title" | "failure_title" | "controls"> {
  readonly fix?: { readonly summary: string } | null;
}

/** RFC 4180: a line of names, then one record a line, lines end in CR LF. No cell begins as a formula would. */
export function renderCsv(run: Run, options: CsvOptions): string {
  return textOf(csvLines(run, options));
}

interface CsvOptions {
  readonly include: Include;
  readonly byteOrderMark?: boolean;
}

/** The same in pieces: of a large estate it is longer than a text can be. `records`: its lines, written as they came. */
export function* csvLines(
  run: Run,
  { include, byteOrderMark = false, records }: CsvOptions & { readonly records?: Records },
): Generator<Piece, void> {
  yield `${byteOrderMark ? BYTE_ORDER_MARK : ""}${line(Object.keys(COLUMNS))}`;
  yield* (records ?? recordsOf(listedEvaluations(run, include), createCsvRecord(run.rules))).pieces("");
}

/** One line with its end. */
export function createCsvRecord(rules: readonly CsvRule[]): (evaluation: Evaluation) => string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const columns = Object.values(COLUMNS);
  return (one) => {
    const rule = byId.get(one.rule_id);
    return line(columns.map((column) => cell(column(one, rule))));
  };
}

function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

/** By which some spreadsheets know that the text is UTF-8. */
const BYTE_ORDER_MARK = "\u{FEFF}";

/** Letters at which a spreadsheet begins to calculate. */
const FORMULA = /^[=+\-@\t\r]/;

export function cell(text: string): string {
  const safe = neutralize(FORMULA.test(text) ? `'${text}` : text);
  return /[",]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
