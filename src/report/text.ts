import type { Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Cause, groupCauses } from "./text/causes.ts";
import { baselineRows, exemptionRows } from "./text/exemptions.ts";
import { type Block, blocksByResource, blocksByRule } from "./text/findings.ts";
import { blocksByHeading, type Heading } from "./text/grouped.ts";
import { headRows } from "./text/head.ts";
import { firstScreen } from "./text/first-screen.ts";
import { layoutRow, type Page, type Row } from "./text/layout.ts";
import { ownerRows } from "./text/owners.ts";
import { asideRows, checkedRows, lastRow, shortRows, summaryRows } from "./text/summary.ts";
import { unreadRows } from "./text/unread.ts";
import { type Signs, signs as signsFor } from "./text/words.ts";

export interface TextOptions extends Page {
  readonly verdict: Verdict;
  readonly groupBy?: "rule" | "resource" | Heading;
  /** Resources shown a rule; default 5. */
  readonly limit?: number;
  /** `demo` keeps the report within 60 lines at 80 columns; default `scan`. */
  readonly command?: "demo" | "scan";
  /** Only the findings and the result. */
  readonly quiet?: boolean;
  /** The causes, if the run does not keep unknown evaluations; missing: they are found in the run. */
  readonly causes?: readonly Cause[];
}

const CAUSES_SHOWN = 10;
/** Resources named for each rule. */
export const RESOURCES_SHOWN = { demo: 1, scan: 5 };
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
  const last = lastRow(verdict, command);
  if (quiet) {
    const aside: Row[] = verdict.aside === "" ? [] : [{ hang: 0, words: [{ text: verdict.aside }] }];
    return layOut([...blocks.flatMap(({ rows }) => rows), ...aside, last], options);
  }
  const causes = options.causes ?? groupCauses(run);
  const nothing = checkedRows(run, RULES_SHOWN);
  if (command === "demo") return join(firstScreen({ run, blocks, causes, signs, last, nothing }, options));
  const rows = [
    ...headRows(run),
    ...(blocks.length === 0 ? nothing : blocks.flatMap((block) => block.rows)),
    ...unreadRows(run, causes, signs, CAUSES_SHOWN),
    ...exemptionRows(run, Number.POSITIVE_INFINITY),
    ...baselineRows(run),
    ...shortRows(run, signs),
    ...ownerRows(run, OWNERS_SHOWN),
    ...summaryRows(run, causes),
    ...asideRows(verdict),
    last,
  ];
  return layOut(rows, options);
}

function blocksBy(groupBy: NonNullable<TextOptions["groupBy"]>, run: Run, signs: Signs, limit: number): Block[] {
  if (groupBy === "rule") return blocksByRule(run, signs, limit);
  if (groupBy === "resource") return blocksByResource(run, signs);
  return blocksByHeading(run, groupBy, signs);
}

function layOut(rows: readonly Row[], page: Page): string {
  return join(rows.flatMap((row) => layoutRow(row, page)));
}

function join(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
