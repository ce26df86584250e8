import type { FormatName } from "../../model/formats.ts";
import type { Rule } from "../../model/rule.ts";
import type { Evaluation } from "../../model/run.ts";
import type { JsonRecords } from "../../report/json.ts";
import { createRecordOrder, type RecordOrder, type Records } from "../../report/records.ts";
import { createRunRecord } from "../../report/run-file.ts";
import type { Include } from "../arguments/arguments.ts";
import { type LeftRecords, type PackedRecords, packRecords } from "./packed-records.ts";
import { openSpill, type SharedFolder } from "./spill.ts";

/** By format; `run`: of the run file. */
export interface WrittenLists {
  readonly run?: Records;
  readonly json?: JsonRecords;
  readonly csv?: Records;
}

/** Formats that name findings and what was asked for, and nothing else. */
export const LISTS: ReadonlySet<FormatName> = new Set(["json", "csv"]);

/** Writes the lists of some formats while things are judged, so that nobody need hold what is in them. */
export interface ListWriter {
  readonly take: (evaluation: Evaluation) => void;
  readonly lists: WrittenLists;
  /** For lists of the same choice in another thread. */
  readonly leave: () => readonly LeftRecords[];
  /** Adds what lists of the same choice left in other threads. */
  readonly enter: (left: readonly LeftRecords[]) => void;
  /** Where lists of other threads may be put aside. */
  readonly folder: () => string;
  /** Nothing is left behind; the lists are gone. */
  readonly close: () => void;
}

/** What lists are made of. */
export interface ListChoice {
  readonly formats: readonly FormatName[];
  readonly include: Include;
  /** A run file is written too: it holds all that comes. */
  readonly save: boolean;
  readonly rules: readonly Rule[];
}

/** Writes one evaluation into one list, or leaves it out. */
type Add = (evaluation: Evaluation, order: RecordOrder) => void;

/** `shared`: of lists that are left to those of another thread. */
export async function openLists(
  { formats, include, save, rules }: ListChoice,
  shared?: SharedFolder,
): Promise<ListWriter> {
  const spill = openSpill(undefined, shared);
  const all: PackedRecords[] = [];
  const open = (): PackedRecords => {
    const records = packRecords(spill);
    all.push(records);
    return records;
  };
  const orderOf = createRecordOrder();
  const add: Add[] = [];
  const isListed = ({ outcome }: Evaluation): boolean =>
    outcome === "fail" || include === "all" || include.includes(outcome);
  let lists: WrittenLists = {};
  if (formats.includes("json")) {
    const { createJsonRecord } = await import("../../report/json.ts");
    const json = { findings: open(), evaluations: open() };
    const write = createJsonRecord();
    add.push((one, order) => {
      if (isListed(one)) json[one.outcome === "fail" ? "findings" : "evaluations"].add(order, write(one));
    });
    lists = { ...lists, json };
  }
  if (formats.includes("csv")) {
    const { createCsvRecord } = await import("../../report/csv.ts");
    const csv = open();
    const write = createCsvRecord(rules);
    add.push((one, order) => {
      if (isListed(one)) csv.add(order, write(one));
    });
    lists = { ...lists, csv };
  }
  if (save) {
    const run = open();
    const write = createRunRecord();
    add.push((one, order) => run.add(order, write(one)));
    lists = { ...lists, run };
  }
  return {
    take: (evaluation) => {
      const order = orderOf(evaluation);
      for (const each of add) each(evaluation, order);
    },
    lists,
    leave: () => all.map((records) => records.leave()),
    enter: (left) => {
      for (const [at, records] of all.entries()) records.enter(left[at]!);
    },
    folder: spill.folder,
    close: spill.close,
  };
}
