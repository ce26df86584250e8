import type { Admits } from "../evaluate/settle.ts";
import type { Rule } from "../model/rule.ts";
import { OUTCOMES } from "../model/words.ts";
import type { Outcome, Party } from "../model/words.ts";
import type { EvaluatedResource, Evaluation, Run } from "../model/run.ts";
import { compareEvaluations, compareResources } from "../report/order.ts";
import { RESOURCES_SHOWN } from "../report/text.ts";
import { isContradicted } from "../report/witness.ts";
import { type Cause, type CauseFold, foldCauses } from "../report/text/causes.ts";
import type { DutyChoice, GateFiles, Include, ReportChoice } from "./arguments.ts";
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
  /** To be called when all is reported. */
  readonly close: () => void;
}

type Choice = Pick<ReportChoice, "format" | "include" | "save" | "groupBy" | "redact" | "quiet"> &
  Partial<Pick<GateFiles, "exemptions" | "baseline">> &
  Partial<Pick<DutyChoice, "owners" | "owner" | "attestations" | "requireEvidence">>;

/**
 * Everything that a report names, unless all that is asked for are lists, the run file and the text by rule: lists are
 * written while things are judged, and that text shows a few findings a rule, so that an estate of any size needs little
 * more memory than a small one. `rules`: those that are asked.
 */
export async function retain(choice: Choice, rules: readonly Rule[]): Promise<Retention> {
  const { format, include, groupBy, quiet } = choice;
  // A part of a run is counted from what the run holds.
  if (format.some(({ file }) => file !== undefined && partWords(file).length > 0)) return retainAll("all");
  const names = [...new Set(format.map(({ name }) => name))];
  const [formats, others] = [names.filter((name) => LISTS.has(name)), names.filter((name) => !LISTS.has(name))];
  const text = others.length > 0;
  const isShort = others.every((name) => name === "text") && include.length === 0 && groupBy === "rule";
  if (isLaidOver(choice) || (text && !isShort)) return retainAll(include);
  const few = text ? retainFew(quiet) : retainNone();
  const save = choice.save !== undefined;
  if (formats.length === 0 && !save) return few;
  return withLists(few, await openLists({ formats, include, save, rules }), save ? REPORTED : [], include);
}

/** Whether something is done with the evaluations of the run beside reporting them. */
function isLaidOver({ redact, exemptions, baseline, owners, owner, attestations, requireEvidence }: Choice): boolean {
  const files = [redact, exemptions, baseline, owners, owner, attestations];
  return requireEvidence === true || files.some((one) => one !== undefined);
}

function retainNone(): Retention {
  return { ...retainOutcomes([], []), take: () => {} };
}

function withLists(
  kept: Retention,
  { take, lists, close }: ListWriter,
  saved: readonly Outcome[],
  include: Include,
): Retention {
  return {
    ...kept,
    outcomes: new Set(include === "all" ? OUTCOMES : ["fail", ...kept.outcomes, ...saved, ...include]),
    admits: () => true,
    take: (evaluation) => {
      kept.take(evaluation);
      take(evaluation);
    },
    written: lists,
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
    close: () => {},
  };
}

/** Enough for the text to name the first few. */
const CONTRADICTED_KEPT = 100;

/** `quiet`: why things are unknown is not told. */
function retainFew(quiet: boolean): Retention {
  const unknown: CauseFold = foldCauses();
  /** Of each rule and party the findings that come first in a report, in that order. */
  const shown: Evaluation[][] = [];
  const byRule = new Map<string, Map<Party | null, Evaluation[]>>();
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
  return {
    outcomes: new Set(quiet ? ["fail"] : ["fail", "unknown"]),
    admits: ({ rule, answerer }, outcome, resource) =>
      outcome === "unknown" || isShown(groupOf(rule.rule.id, answerer.party), resource),
    take: (evaluation) => {
      if (evaluation.outcome === "unknown") return unknown.add(evaluation);
      if (evaluation.outcome !== "fail") {
        if (isContradicted(evaluation) && contradicted.length < CONTRADICTED_KEPT) contradicted.push(evaluation);
        return;
      }
      const group = groupOf(evaluation.rule_id, evaluation.responsibility.party);
      if (!isShown(group, evaluation.resource)) return;
      group.push(evaluation);
      group.sort(compareEvaluations);
      if (group.length > RESOURCES_SHOWN.scan) group.pop();
    },
    evaluations: () => [...shown.flat(), ...contradicted],
    causes: ({ blind_spots: spots }) => unknown.finish(spots),
    written: undefined,
    close: () => {},
  };
}

/** Whether it comes before one that would be shown. */
function isShown(group: readonly Evaluation[], resource: Omit<EvaluatedResource, "name">): boolean {
  return group.length < RESOURCES_SHOWN.scan || compareResources(resource, group.at(-1)!.resource) <= 0;
}
