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

/** Which evaluations a run holds one by one. All are counted. */
export interface Retention {
  readonly outcomes: ReadonlySet<Outcome>;
  readonly admits: Admits;
  readonly take: (evaluation: Evaluation) => void;
  readonly evaluations: () => readonly Evaluation[];
  /** Why things are unknown, where the run does not hold what is. Undefined: it does. */
  readonly causes: ((run: Pick<Run, "blind_spots">) => readonly Cause[]) | undefined;
  /** The lists of formats, where the run does not hold what is in them. Undefined: it does. */
  readonly written: WrittenLists | undefined;
  /** How several threads each retain a part. Undefined: all of it is held by one. */
  readonly parts: RetentionParts | undefined;
  /** To be called when all is reported. */
  readonly close: () => void;
}

export interface RetentionParts {
  /** Where other threads may put aside what they retain; undefined: they hold it. */
  readonly folder: () => string | undefined;
  /** All that was taken; nothing may be taken afterwards. */
  readonly leave: () => RetainedPart;
  /** Takes what another thread left of the same choice. */
  readonly enter: (part: RetainedPart) => void;
}

/** Of a thread that judges a part. */
export interface RetainedApart {
  /** Where it may put aside what it retains; missing: it holds it. */
  readonly shared?: SharedFolder;
}

/** Plain data. */
export interface RetainedPart {
  readonly evaluations: readonly Evaluation[];
  readonly causes: readonly LeftCause[];
  readonly lists: readonly LeftRecords[];
}

type Choice = Pick<ReportChoice, "format" | "include" | "save" | "groupBy" | "redact" | "quiet"> &
  Partial<Pick<GateFiles, "exemptions" | "baseline">> &
  Partial<Pick<DutyChoice, "owners" | "owner" | "attestations" | "requireEvidence">>;

/**
 * Everything that a report names, unless all that is asked for are lists, the run file and the text by rule: lists are
 * written while things are judged, and that text shows a few findings a rule, so that an estate of any size needs little
 * more memory than a small one. `rules`: those that are asked. `part`: what
 * is retained is left to another thread.
 */
export async function retain(choice: Choice, rules: readonly Rule[], part?: RetainedApart): Promise<Retention> {
  const { format, include, groupBy, quiet } = choice;
  // A part of a run is counted from what the run holds.
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

/** Whether something is done with the evaluations of the run beside reporting them. */
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

/** What reports name one by one without being asked to. */
const REPORTED: readonly Outcome[] = ["fail", "unknown", "inherited", "manual"];

/** Every evaluation that a report may name, and those of `include`. */
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

/** Enough for the text to name the first few. */
const CONTRADICTED_KEPT = 100;

/** `quiet`: why things are unknown is not told. */
function retainFew(quiet: boolean, isPart: boolean): Retention {
  const unknown: CauseFold = foldCauses(isPart);
  /** Of each rule and party the findings that come first in a report, in that order. */
  const shown: Evaluation[][] = [];
  const byRule = new Map<string, Map<Party | null, Evaluation[]>>();
  /** Those of them that come first in a report. */
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

/** Keeps of a group so many as come first. */
function keep(group: Evaluation[], evaluation: Evaluation, most: number): void {
  if (group.length === most && compareEvaluations(evaluation, group.at(-1)!) >= 0) return;
  group.push(evaluation);
  group.sort(compareEvaluations);
  if (group.length > most) group.pop();
}

/** Whether it comes before one that would be shown. */
function isShown(group: readonly Evaluation[], resource: Omit<EvaluatedResource, "name">): boolean {
  return group.length < RESOURCES_SHOWN.scan || compareResources(resource, group.at(-1)!.resource) <= 0;
}
