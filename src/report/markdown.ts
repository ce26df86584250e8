import type { Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { OUTCOMES } from "../model/words.ts";
import { groupBy } from "../model/group-by.ts";
import { exemptionSentence, factsSentence, openFindings, ownerSentence, resourceLabel } from "./listed.ts";
import { code, escapeMarkdown, table } from "./markdown/escape.ts";
import { compareEvaluations, compareExemptions } from "./order.ts";
import { causeText, groupCauses, placesText } from "./text/causes.ts";

export interface MarkdownOptions {
  readonly verdict: Verdict;
  /** UTF-8 bytes that the text may have; what does not fit is left out and said. Default: all is printed. */
  readonly most?: number;
}

/** Resources a rule, where there is a limit. */
const MOST_ROWS = 50;

/** The run as GitHub-flavoured Markdown, for a job's summary, a pull request or a wiki. Ends with a line break. */
export function renderMarkdown(run: Run, { verdict, most = Number.POSITIVE_INFINITY }: MarkdownOptions): string {
  const blocks = [
    ...headBlocks(run, verdict),
    ...findingBlocks(run, Number.isFinite(most) ? MOST_ROWS : Number.POSITIVE_INFINITY),
    ...baselineBlocks(run),
    ...unreadBlocks(run),
    ...exemptionBlocks(run),
  ].filter((block) => block !== "");
  return cut(blocks, most);
}

function headBlocks({ scope, as_of, summary, warnings, tool }: Run, { words, aside, exit }: Verdict): string[] {
  const counts = [...OUTCOMES.map((outcome) => [outcome, String(summary[outcome])]), ["pairs", String(summary.pairs)]];
  return [
    `## demarc: ${escapeMarkdown(words)} (exit ${exit})\n\n`,
    `${escapeMarkdown(scope.name)}, as of ${escapeMarkdown(as_of)}, by demarc ${escapeMarkdown(tool.version)}\n\n`,
    aside === "" ? "" : `Not counted: ${escapeMarkdown(aside)}\n\n`,
    table(["outcome", "pairs"], counts),
    warnings.map((warning) => `- warning: ${escapeMarkdown(warning)}\n`).join("") + (warnings.length > 0 ? "\n" : ""),
  ];
}

function findingBlocks(run: Run, limit: number): string[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const groups = [...groupBy(openFindings(run), ({ rule_id }) => rule_id)];
  const { pass, fail } = run.summary;
  if (groups.length === 0) return [`No open findings${pass + fail === 0 ? ", because nothing was checked" : ""}.\n\n`];
  return [
    `### Open findings\n\n`,
    ...groups.map(([id, findings]) => {
      const rule = rules.get(id);
      const head = `#### ${findings[0].severity}: ${escapeMarkdown(rule?.failure_title ?? id)} (${findings.length})\n\n`;
      const rows = findings
        .slice(0, limit)
        .map((one) => [
          code(resourceLabel(one)),
          code(`${one.resource.account} ${one.resource.region}`),
          code(ownerSentence(one, run) || one.owner.id),
          ...(one.baseline ? [one.baseline] : run.baseline ? [""] : []),
          code(factsSentence(one)),
        ]);
      const columns = ["resource", "in", "owner", ...(run.baseline ? ["baseline"] : []), "seen"];
      const fix = rule?.fix ? `Fix: ${escapeMarkdown(rule.fix.summary)} (${code(`demarc explain ${id}`)})\n\n` : "";
      const more = findings.length > limit ? `and ${findings.length - limit} more\n\n` : "";
      return `${head}${table(columns, rows)}${more}${fix}`;
    }),
  ];
}

function baselineBlocks({ baseline }: Run): string[] {
  if (!baseline) return [];
  const rows = baseline.fixed
    .toSorted(compareEvaluations)
    .map(({ rule_id, resource }) => [code(rule_id), code(resource.id ?? resource.name)]);
  const blind = baseline.not_judged > 0 ? `; ${baseline.not_judged} of its findings were not judged this time` : "";
  const head = `### Since the baseline of ${escapeMarkdown(baseline.as_of)}\n\n${rows.length} fixed${blind}\n\n`;
  return [head, table(["fixed", "resource"], rows)];
}

const PLACES_SHOWN = 2;

function unreadBlocks(run: Run): string[] {
  const rows = groupCauses(run).map((cause) => [
    String(cause.pairs),
    code(causeText(cause)),
    code(placesText(cause, PLACES_SHOWN)),
    escapeMarkdown(cause.mend),
  ]);
  return rows.length === 0 ? [] : ["### Not read, so not known\n\n", table(["pairs", "what", "where", "fix"], rows)];
}

function exemptionBlocks({ exemptions, evaluations }: Run): string[] {
  if (exemptions.length === 0) return [];
  const rows = exemptions
    .toSorted(compareExemptions)
    .map(({ id, kind, rule, matched, state, until, approved_by, reason }) => [
      code(id),
      code(rule ?? "not read"),
      kind.replaceAll("_", " "),
      String(matched),
      `${state}, until ${escapeMarkdown(until)}`,
      escapeMarkdown(approved_by),
      escapeMarkdown(reason),
    ]);
  const exempted = evaluations
    .filter(({ exemption }) => exemption)
    .toSorted(compareEvaluations)
    .map((one) => [code(resourceLabel(one)), code(one.rule_id), escapeMarkdown(exemptionSentence(one))]);
  return [
    "### Exemptions\n\n",
    table(["id", "rule", "kind", "fits", "state", "approved by", "why"], rows),
    table(["exempted", "rule", "why"], exempted),
  ];
}

/** Whole blocks as long as there is room for them and for the sentence that says what is missing. */
function cut(blocks: readonly string[], most: number): string {
  const encoder = new TextEncoder();
  const note = "\n*Cut here: the whole report is in the other formats.*\n";
  let room = most - note.length;
  const shown: string[] = [];
  for (const block of blocks) {
    room -= encoder.encode(block).length;
    if (room < 0) return `${shown.join("").trimEnd()}\n${note}`;
    shown.push(block);
  }
  return `${shown.join("").trimEnd()}\n`;
}
