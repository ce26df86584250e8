import type { Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Cause, groupCauses } from "./text/causes.ts";
import { baselineRows, exemptionRows } from "./text/exemptions.ts";
import { type Block, blocksByResource, blocksByRule } from "./text/findings.ts";
import { blocksByHeading, type Heading } from "./text/grouped.ts";
import { headRows } from "./text/head.ts";
import { BLANK, layoutRow, type Page, type Row } from "./text/layout.ts";
import { ownerRows } from "./text/owners.ts";
import { checkedRows, lastRow, shortRows, summaryRows } from "./text/summary.ts";
import { unreadRows } from "./text/unread.ts";
import { counted, type Signs, signs as signsFor } from "./text/words.ts";

export interface TextOptions extends Page {
  readonly verdict: Verdict;
  readonly groupBy?: "rule" | "resource" | Heading;
  /** Resources shown a rule; default 5. */
  readonly limit?: number;
  /** `demo` keeps the report within 60 lines at 80 columns; default `scan`. */
  readonly command?: "demo" | "scan";
  /** Only the findings and the result. */
  readonly quiet?: boolean;
  /** Of a run that does not keep what is unknown; missing: they are found in the run. */
  readonly causes?: readonly Cause[];
}

const DEMO_LINES = 60;
const CAUSES_SHOWN = { demo: 1, scan: 10 };
/** Resources named for each rule. */
export const RESOURCES_SHOWN = { demo: 1, scan: 5 };
const EXEMPTIONS_SHOWN = { demo: 0, scan: Number.POSITIVE_INFINITY };
const WARNINGS_SHOWN = { demo: 1, scan: Number.POSITIVE_INFINITY };
const OWNERS_SHOWN = 12;
const RULES_SHOWN = 20;

/**
 * The run for people at a terminal: head, findings worst first, what was not read, summary, result. Ends with a
 * line break. Words say everything; colour only repeats them. All text from rules and clouds is neutralised.
 */
export function renderText(run: Run, options: TextOptions): string {
  const { verdict, groupBy = "rule", command = "scan", quiet = false } = options;
  const signs = signsFor(options.ascii);
  const limit = options.limit ?? RESOURCES_SHOWN[command];
  const blocks = blocksBy(groupBy, run, signs, limit);
  const last = lines([lastRow(verdict, command)], options);
  if (quiet) {
    const aside = verdict.aside === "" ? [] : lines([{ hang: 0, words: [{ text: verdict.aside }] }], options);
    return join([...blocks.flatMap((block) => lines(block.rows, options)), ...aside, ...last]);
  }
  const head = lines(headRows(run, WARNINGS_SHOWN[command]), options);
  const causes = options.causes ?? groupCauses(run);
  const end = lines(
    [
      ...unreadRows(run, causes, signs, CAUSES_SHOWN[command]),
      ...exemptionRows(run, EXEMPTIONS_SHOWN[command]),
      ...baselineRows(run),
      ...shortRows(run, signs),
      ...(command === "demo" ? [] : ownerRows(run, OWNERS_SHOWN)),
      ...summaryRows(run, causes),
    ],
    options,
  );
  const room = command === "demo" ? DEMO_LINES - head.length - end.length - last.length : Number.POSITIVE_INFINITY;
  const findings =
    blocks.length === 0 ? lines(checkedRows(run, RULES_SHOWN), options) : fitBlocks(blocks, room, options);
  return join([...head, ...findings, ...end, ...last]);
}

function blocksBy(groupBy: NonNullable<TextOptions["groupBy"]>, run: Run, signs: Signs, limit: number): Block[] {
  if (groupBy === "rule") return blocksByRule(run, signs, limit);
  if (groupBy === "resource") return blocksByResource(run, signs);
  return blocksByHeading(run, groupBy, signs);
}

/**
 * As many whole blocks as leave room for the others in one row each; at least one. Where even that is too long,
 * the last rows become a count.
 */
function fitBlocks(blocks: readonly Block[], room: number, page: Page): string[] {
  const whole = blocks.map((block) => lines(block.rows, page));
  if (whole.reduce((sum, { length }) => sum + length, 0) <= room) return whole.flat();
  const short = blocks.map((block) => layoutRow(block.short, page));
  const mixed = (wholes: number, shown: number): string[] => {
    const left = blocks.slice(shown).reduce((sum, block) => sum + block.findings, 0);
    const rest = left > 0 ? lines([leftRow(left)], page) : [];
    return [...whole.slice(0, wholes).flat(), ...short.slice(wholes, shown).flat(), ...rest, ...layoutRow(BLANK, page)];
  };
  for (let wholes = blocks.length - 1; wholes > 0; wholes--) {
    const fitted = mixed(wholes, blocks.length);
    if (fitted.length <= room) return fitted;
  }
  for (let shown = blocks.length - 1; shown > 1; shown--) {
    const fitted = mixed(1, shown);
    if (fitted.length <= room) return fitted;
  }
  return mixed(1, 1);
}

function leftRow(findings: number): Row {
  const text = `and ${counted(findings, "more finding")}: --format json lists them all`;
  return { hang: 0, words: [{ text, tone: "dim" }] };
}

function lines(rows: readonly Row[], page: Page): string[] {
  return rows.flatMap((row) => layoutRow(row, page));
}

function join(parts: readonly string[]): string {
  return parts.map((line) => `${line}\n`).join("");
}
