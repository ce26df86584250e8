import type { Run } from "../../model/run.ts";
import type { Cause } from "./causes.ts";
import { exemptionRows } from "./exemptions.ts";
import type { Block } from "./findings.ts";
import { BLANK, layoutRow, type Page, type Row } from "./layout.ts";
import { shortRows, summaryRows } from "./summary.ts";
import { counted, HANG, type Signs } from "./words.ts";

/** A terminal of 80 columns shows so many without scrolling back far. */
const LINES = 60;
const CAUSES_SHOWN = 3;

export interface FirstScreen {
  readonly run: Run;
  readonly blocks: readonly Block[];
  readonly causes: readonly Cause[];
  readonly signs: Signs;
  /** The line that says how it ends. */
  readonly last: Row;
  /** Shown instead of findings if there are none. */
  readonly nothing: readonly Row[];
}

/**
 * The report on one screen: the worst finding whole, the next ones in two lines each, everything else in one. Within 60
 * lines at 80 columns.
 */
export function firstScreen({ run, blocks, causes, signs, last, nothing }: FirstScreen, page: Page): string[] {
  const head = lines(headRows(run), page);
  const end = lines(
    [
      ...causeRows(run, causes, signs),
      ...exemptionRows(run, 0),
      ...shortRows(run, signs, 0),
      ...summaryRows(run, causes),
      last,
    ],
    page,
  );
  const room = LINES - head.length - end.length;
  const findings = blocks.length === 0 ? lines(nothing, page) : fitBlocks(blocks, room, page);
  return [...head, ...findings, ...end];
}

function headRows(run: Run): Row[] {
  const { tool, scope, summary, warnings } = run;
  const accounts = Object.entries(summary.accounts).map(([provider, ids]) => `${ids.length} of ${provider}`);
  const title: Row = {
    hang: 0,
    words: [{ text: `${tool.name} ${tool.version}`, tone: "bold" }, { text: `: ${scope.name}, ${run.as_of}` }],
  };
  const warned = warnings.length > 0 ? `; ${counted(warnings.length, "warning")}, in --format json` : "";
  return [
    title,
    row("accounts", accounts.join(", ") || "none"),
    row("looked at", `${counted(summary.resources, "resource")} by ${counted(run.rules.length, "rule")}${warned}`),
    BLANK,
  ];
}

function causeRows({ summary }: Run, causes: readonly Cause[], signs: Signs): Row[] {
  if (causes.length === 0) return [];
  const title = `NOT READ, SO NOT KNOWN: ${counted(summary.unknown, "unknown pair")}, ${counted(causes.length, "cause")}`;
  const shown = causes.slice(0, CAUSES_SHOWN);
  const told = shown.flatMap(({ what, mend, pairs }, index) => [
    row(`${signs.unknown} ${counted(pairs, "pair")}`, what),
    ...(index === 0 ? [row("  fix", mend)] : []),
  ]);
  const more = causes.length - shown.length;
  const rest = more > 0 ? [row("", `and ${counted(more, "more cause")}: --include unknown --format json`)] : [];
  return [{ hang: 0, words: [{ text: title, tone: "bold" }] }, ...told, ...rest, BLANK];
}

/** All blocks whole where there is room; else the first one whole and as many of the others, in short, as fit. */
function fitBlocks(blocks: readonly Block[], room: number, page: Page): string[] {
  const [first = [], ...others] = laidOut(
    blocks.map(({ rows }) => rows),
    room,
    page,
  );
  if (others.length + 1 === blocks.length && countLines([first, ...others]) <= room) return [first, ...others].flat();
  const short = laidOut(
    blocks.slice(1).map(({ short: rows }) => rows),
    room - first.length,
    page,
  );
  const mixed = (shown: number): string[] => {
    const left = blocks.slice(shown).reduce((sum, { findings }) => sum + findings, 0);
    const rest = left > 0 ? [row("", `and ${counted(left, "more finding")}: --format json lists them all`)] : [];
    return [...first, ...short.slice(0, shown - 1).flat(), ...lines([...rest, BLANK], page)];
  };
  for (let shown = short.length + 1; shown > 1; shown--) {
    const fitted = mixed(shown);
    if (fitted.length <= room) return fitted;
  }
  return mixed(1);
}

/** The lines of each, up to the first that goes beyond the room: what comes behind it cannot be shown. */
function laidOut(blocks: readonly (readonly Row[])[], room: number, page: Page): string[][] {
  const laid: string[][] = [];
  for (const rows of blocks) {
    laid.push(lines(rows, page));
    if (countLines(laid) > room) break;
  }
  return laid;
}

function countLines(blocks: readonly (readonly string[])[]): number {
  return blocks.reduce((sum, { length }) => sum + length, 0);
}

function lines(rows: readonly Row[], page: Page): string[] {
  return rows.flatMap((one) => layoutRow(one, page));
}

function row(label: string, text: string): Row {
  return { label: { text: label, tone: "dim" }, hang: HANG, words: [{ text }] };
}
