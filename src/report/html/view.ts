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
  /** The run that this one was held against, for the numbers that its findings had. */
  readonly earlier?: Run;
  /** Fixes the paper where the report is printed without anybody to choose it. */
  readonly paper?: "A4" | "letter";
}

/** What every section of the report is made from, computed once. */
export interface View extends HtmlOptions {
  readonly run: Run;
  readonly groups: readonly FindingGroup[];
  /** What findings can be chosen by. */
  readonly choices: readonly Choice[];
  /** Why things are unknown, the cause that blinds most first. */
  readonly causes: readonly Cause[];
}

export function viewOf(run: Run, options: HtmlOptions): View {
  const groups = numberFindings(run, options.earlier);
  return { ...options, run, groups, choices: choicesOf(groups), causes: groupCauses(run) };
}
