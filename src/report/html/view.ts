import type { Paper } from "../../model/formats.ts";
import type { States } from "../../model/matrix.ts";
import type { Note } from "../../model/note.ts";
import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { type FindingGroup, numberFindings } from "../numbering.ts";
import { type Choice, choicesOf } from "./facets.ts";
import { type Cause, groupCauses } from "../text/causes.ts";
import type { Titles } from "../titles.ts";

/** Whose report it is. */
export interface Brand {
  /** Who the report is for. */
  readonly client?: string;
  /** Who hands it over. */
  readonly assessor?: string;
  /** A picture as a `data:` address. */
  readonly logo?: string;
}

export interface HtmlOptions {
  readonly verdict: Verdict;
  readonly titles: Titles;
  /** What is known of each cell of the matrix and of each control; missing: only the counts are shown. */
  readonly states?: States;
  readonly brand?: Brand;
  /** What the assessor wrote to rules and findings. */
  readonly notes?: readonly Note[];
  /** The run that this one was compared with, for the numbers of its findings. */
  readonly earlier?: Run;
  /** Missing: chosen when the page is printed. */
  readonly paper?: Paper;
  /** On which printed page an element begins, by its id; missing: not known, so the contents say nothing of pages. */
  readonly pageOf?: (id: string) => string;
}

/** What every section of the report is made from, computed once. */
export interface View extends HtmlOptions {
  readonly run: Run;
  readonly groups: readonly FindingGroup[];
  /** How many findings of one kind are listed at most. */
  readonly rowsOfKind: number;
  /** What findings can be chosen by. */
  readonly choices: readonly Choice[];
  /** Why things are unknown, the cause that leaves most unknown which nobody has accepted first. */
  readonly causes: readonly Cause[];
}

export function viewOf(run: Run, options: HtmlOptions): View {
  const groups = numberFindings(run, options.earlier);
  const rowsOfKind = rowsThatFit(groups.map(({ findings }) => findings.length));
  return { ...options, run, groups, rowsOfKind, choices: choicesOf(groups), causes: groupCauses(run) };
}

/** Findings that a page can list and still be used: some 10 MB. */
const MOST_ROWS = 20_000;

/** The longest that each list may be, so that all together do not grow beyond `MOST_ROWS`; `MOST_ROWS` where they fit. */
function rowsThatFit(lengths: readonly number[]): number {
  let [room, lists] = [MOST_ROWS, lengths.length];
  for (const length of lengths.toSorted((a, b) => a - b)) {
    if (length * lists > room) return Math.max(1, Math.floor(room / lists));
    room -= length;
    lists -= 1;
  }
  return MOST_ROWS;
}
