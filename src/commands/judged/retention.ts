import type { Admits } from "../../evaluate/settle.ts";
import type { Rule } from "../../model/rule.ts";
import { OUTCOMES } from "../../model/words.ts";
import type { Outcome, Party } from "../../model/words.ts";
import type { EvaluatedResource, Evaluation, Run } from "../../model/run.ts";
import { compareEvaluations, compareResources } from "../../report/order.ts";
import { RESOURCES_SHOWN } from "../../report/text.ts";
import { isContradicted } from "../../report/witness.ts";
import type { LeftCause } from "../../report/text/cause-book.ts";
import { type Cause, type CauseFold, foldCauses } from "../../report/text/causes.ts";
import type { DutyChoice, GateFiles, Include, ReportChoice } from "../arguments/arguments.ts";
import type { LeftRecords } from "./packed-records.ts";
import type { SharedFolder } from "./spill.ts";
import { partWords } from "./split-run.ts";
import { LISTS, openLists, type ListWriter, type WrittenLists } from "./written-lists.ts";

/** Decides which evaluations a run keeps individually. All of them are counted. */
export interface Retention {
  readonly outcomes: ReadonlySet<Outcome>;
  readonly admits: Admits;
  readonly take: (evaluation: Evaluation) => void;
  readonly evaluations: () => readonly Evaluation[];
  /** Gives the causes of unknowns if the run does not keep the unknown evaluations; undefined if it does. */
  readonly causes: ((run: Pick<Run, "blind_spots">) => readonly Cause[]) | undefined;
  /** The lists of formats if the run does not keep what is in them; undefined if it does. */
  readonly written: WrittenLists | undefined;
  /** How several threads each retain a part; undefined if one thread must hold everything. */
  readonly parts: RetentionParts | undefined;
  /** Called when everything has been reported. */
  readonly close: () => void;
}

export interface RetentionParts {
  /** The folder where other threads may store what they retain; undefined if they keep it in memory. */
  readonly folder: () => string | undefined;
  /** Returns everything that was taken; nothing may be taken afterwards. */
  readonly leave: () => RetainedPart;
  /** Adds what another thread retained under the same choice. */
  readonly enter: (part: RetainedPart) => void;
}

/** How a thread that judges a part retains it. */
export interface RetainedApart {
  /** Where the thread may store what it retains; if missing, it keeps it in memory. */
  readonly shared?: SharedFolder;
}

/** What one thread retained of its part. Plain data, so it can be sent between threads. */
export interface RetainedPart {
  readonly evaluations: readonly Evaluation[];
  readonly causes: readonly LeftCause[];
  readonly lists: readonly LeftRecords[];
}

type Choice = Pick<ReportChoice, "format" | "include" | "save" | "groupBy" | "redact" | "quiet"> &
  Partial<Pick<GateFiles, "exemptions" | "baseline">> &
  Partial<Pick<DutyChoice, "owners" | "owner" | "attestations" | "requireEvidence">>;

/**
 * Retains everything that a report names, unless only lists, the run file and the text by rule are wanted. Lists are
 * written while resources are judged, and that text shows a few findings for each rule, so an estate of any size then
 * needs little more memory than a small one. `rules`: the rules that are asked. `part`: set if what is retained is left to
 * another thread.
 */
export async function retain(choice: Choice, rules: readonly Rule[], part?: RetainedApart): Promise<Retention> {
  const { format, include, groupBy, quiet } = choice;
  // The counts of a part are made from what the run keeps.
  if (format.some(({ file }) => file !== undefined && partWords(file).length > 0)) return retainAll("all");
  const names = [...new Set(format.map(({ name }) => name))];
  const [formats, others] = [names.filter((name) => LISTS.has(name)), names.filter((name) => !LISTS.has(name))];
  const text = others.length > 0;
  const isShort = others.every((name) => name === "text") && include.length === 0 && groupBy === "rule";
  if (isLaidOver(choice) || (text && !isShort)) return retainAll(include);
  const few = text ? retainFew(quiet, part !== undefined) : retainNone();
  const save = choice.save !== undefined;
  if (formats.length === 0 && !save) return few;
  return withLists(
    few,
    await openLists({ formats, include, save, rules }, part?.shared),
    save ? REPORTED : [],
    include,
  );
}

/** Whether the evaluations of the run are used for anything but reporting. */
function isLaidOver({ redact, exemptions, baseline, owners, owner, attestations, requireEvidence }: Choice): boolean {
  const files = [redact, exemptions, baseline, owners, owner, attestations];
  return requireEvidence === true || files.some((one) => one !== undefined);
}

function retainNone(): Retention {
  const parts: RetentionParts = {
    folder: () => undefined,
    leave: () => ({ evaluations: [], causes: [], lists: [] }),
    enter: () => {},
  };
  return { ...retainOutcomes([], []), take: () => {}, parts };
}

function withLists(
  kept: Retention,
  { take, lists, leave, enter, folder, close }: ListWriter,
  saved: readonly Outcome[],
  include: Include,
): Retention {
  const parts = kept.parts && {
    folder,
    leave: () => ({ ...kept.parts!.leave(), lists: leave() }),
    enter: (part: RetainedPart) => {
      kept.parts!.enter(part);
      enter(part.lists);
    },
  };
  return {
    ...kept,
    outcomes: new Set(include === "all" ? OUTCOMES : ["fail", ...kept.outcomes, ...saved, ...include]),
    admits: () => true,
    take: (evaluation) => {
      kept.take(evaluation);
      take(evaluation);
    },
    written: lists,
    parts,
    close,
  };
}

/** The outcomes that reports name individually by default. */
const REPORTED: readonly Outcome[] = ["fail", "unknown", "inherited", "manual"];

/** Retains every evaluation that a report may name, and the outcomes in `include`. */
export function retainAll(include: Include): Retention {
  return retainOutcomes(REPORTED, include);
}

function retainOutcomes(outcomes: readonly Outcome[], include: Include): Retention {
  const kept: Evaluation[] = [];
  return {
    outcomes: new Set(include === "all" ? OUTCOMES : [...outcomes, ...include]),
    admits: () => true,
    take: (evaluation) => void kept.push(evaluation),
    evaluations: () => kept,
    causes: undefined,
    written: undefined,
    parts: undefined,
    close: () => {},
  };
}

/** How many are kept; the text names only the first few. */
const CONTRADICTED_KEPT = 100;

/** Retains only what the text by rule shows. `quiet`: the causes of unknowns are not shown. */
function retainFew(quiet: boolean, isPart: boolean): Retention {
  const unknown: CauseFold = foldCauses(isPart);
  /** The findings of each rule and party that come first in a report, in that order. */
  const shown: Evaluation[][] = [];
  const byRule = new Map<string, Map<Party | null, Evaluation[]>>();
  /** The contradicted evaluations that come first in a report. */
  const contradicted: Evaluation[] = [];
  const groupOf = (rule: string, party: Party | null): Evaluation[] => {
    let byParty = byRule.get(rule);
    if (!byParty) byRule.set(rule, (byParty = new Map()));
    let group = byParty.get(party);
    if (!group) {
      byParty.set(party, (group = []));
      shown.push(group);
    }
    return group;
  };
  const take = (evaluation: Evaluation): void => {
    if (evaluation.outcome === "unknown") return unknown.add(evaluation);
    if (evaluation.outcome !== "fail") {
      if (isContradicted(evaluation)) keep(contradicted, evaluation, CONTRADICTED_KEPT);
      return;
    }
    keep(groupOf(evaluation.rule_id, evaluation.responsibility.party), evaluation, RESOURCES_SHOWN.scan);
  };
  const evaluations = (): Evaluation[] => [...shown.flat(), ...contradicted];
  return {
    outcomes: new Set(quiet ? ["fail"] : ["fail", "unknown"]),
    admits: ({ rule, answerer }, outcome, resource) =>
      outcome === "unknown" || isShown(groupOf(rule.rule.id, answerer.party), resource),
    take,
    evaluations,
    causes: ({ blind_spots: spots }) => unknown.finish(spots),
    written: undefined,
    parts: {
      folder: () => undefined,
      leave: () => ({ evaluations: evaluations(), causes: unknown.leave(), lists: [] }),
      enter: (part) => {
        part.evaluations.forEach(take);
        unknown.enter(part.causes);
      },
    },
    close: () => {},
  };
}

/** Adds an evaluation to a sorted group, which keeps at most `most`. */
function keep(group: Evaluation[], evaluation: Evaluation, most: number): void {
  if (group.length === most && compareEvaluations(evaluation, group.at(-1)!) >= 0) return;
  group.push(evaluation);
  group.sort(compareEvaluations);
  if (group.length > most) group.pop();
}

/** Whether the resource comes before one that the group already shows, or the group has room. */
function isShown(group: readonly Evaluation[], resource: Omit<EvaluatedResource, "name">): boolean {
  return group.length < RESOURCES_SHOWN.scan || compareResources(resource, group.at(-1)!.resource) <= 0;
}
