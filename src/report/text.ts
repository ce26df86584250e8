import type { Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { groupCauses } from "./text/causes.ts";
import { type Block, blocksByResource, blocksByRule } from "./text/findings.ts";
import { headRows } from "./text/head.ts";
import { BLANK, layoutRow, type Page, type Row } from "./text/layout.ts";
import { checkedRows, lastRow, shortRows, summaryRows } from "./text/summary.ts";
import { unreadRows } from "./text/unread.ts";
import { counted, signs as signsFor } from "./text/words.ts";

export interface TextOptions extends Page {
  readonly verdict: Verdict;
  readonly groupBy?: "rule" | "resource";
  /** Resources shown a rule; default 5. */
  readonly limit?: number;
  /** `demo` keeps the report within 60 lines at 80 columns; default `scan`. */
  readonly command?: "demo" | "scan";
  /** Only the findings and the result. */
  readonly quiet?: boolean;
}

const DEMO_LINES = 60;
const CAUSES_SHOWN = { demo: 1, scan: 10 };
const RESOURCES_SHOWN = { demo: 1, scan: 5 };
const RULES_SHOWN = 20;

/**
 * The run for people at a terminal: head, findings worst first, what was not read, summary, result. Ends with a
 * line break. Words say everything; colour only repeats them. All text from rules and clouds is neutralised.
 */
export function renderText(run: Run, options: TextOptions): string {
  const { verdict, groupBy = "rule", command = "scan", quiet = false } = options;
  const signs = signsFor(options.ascii);
  const limit = options.limit ?? RESOURCES_SHOWN[command];
  const blocks = groupBy === "rule" ? blocksByRule(run, signs, limit) : blocksByResource(run, signs);
  const last = lines([lastRow(verdict, command)], options);
  if (quiet) return join([...blocks.flatMap((block) => lines(block.rows, options)), ...last]);
  const head = lines(headRows(run), options);
  const causes = groupCauses(run);
  const end = lines(
    [...unreadRows(run, causes, signs, CAUSES_SHOWN[command]), ...shortRows(run, signs), ...summaryRows(run, causes)],
    options,
  );
  const room = command === "demo" ? DEMO_LINES - head.length - end.length - last.length : Number.POSITIVE_INFINITY;
  const findings =
    blocks.length === 0 ? lines(checkedRows(run, RULES_SHOWN), options) : fitBlocks(blocks, room, options);
  return join([...head, ...findings, ...end, ...last]);
}

/**
 * As many whole blocks as leave room for the others in one row each; at least one. Where even that is too long,
 * the last rows become a count.
 */
function fitBlocks(blocks: readonly Block[], room: number, page: Page): string[] {
  for (let whole = blocks.length; whole > 0; whole--) {
    const fitted = lines(mixedRows(blocks, whole, blocks.length), page);
    if (fitted.length <= room) return fitted;
  }
  for (let shown = blocks.length - 1; shown > 1; shown--) {
    const fitted = lines(mixedRows(blocks, 1, shown), page);
    if (fitted.length <= room) return fitted;
  }
  return lines(mixedRows(blocks, 1, 1), page);
}

/** `whole` blocks, the next ones up to `shown` in one row each, and how many are left. */
function mixedRows(blocks: readonly Block[], whole: number, shown: number): Row[] {
  const rows = blocks.slice(0, whole).flatMap((block) => block.rows);
  rows.push(...blocks.slice(whole, shown).map((block) => block.short));
  const left = blocks.slice(shown).reduce((sum, block) => sum + block.findings, 0);
  if (left > 0) {
    const text = `and ${counted(left, "more finding")}: --format json lists them all`;
    rows.push({ hang: 0, words: [{ text, tone: "dim" }] });
  }
  return whole < blocks.length ? [...rows, BLANK] : rows;
}

function lines(rows: readonly Row[], page: Page): string[] {
  return rows.flatMap((row) => layoutRow(row, page));
}

function join(parts: readonly string[]): string {
  return parts.map((line) => `${line}\n`).join("");
}
