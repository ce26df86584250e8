import type { FormatName } from "../../model/formats.ts";
import type { Rule } from "../../model/rule.ts";
import type { Evaluation } from "../../model/run.ts";
import type { JsonRecords } from "../../report/json.ts";
import { createRecordOrder, type RecordOrder, type Records } from "../../report/records.ts";
import { createRunRecord } from "../../report/run-file.ts";
import type { Include } from "../arguments/arguments.ts";
import { type LeftRecords, type PackedRecords, packRecords } from "./packed-records.ts";
import { openSpill, type SharedFolder } from "./spill.ts";

/** The lists by format; `run` is that of the run file. */
export interface WrittenLists {
  readonly run?: Records;
  readonly json?: JsonRecords;
  readonly csv?: Records;
}

/** Formats that list findings and what `--include` asks for, and nothing else. */
export const LISTS: ReadonlySet<FormatName> = new Set(["json", "csv"]);

/** Writes the lists of some formats while resources are judged, so that their content need not be kept. */
export interface ListWriter {
  readonly take: (evaluation: Evaluation) => void;
  readonly lists: WrittenLists;
  /** Returns the lists for a writer with the same choice in another thread. */
  readonly leave: () => readonly LeftRecords[];
  /** Adds what writers with the same choice left in other threads. */
  readonly enter: (left: readonly LeftRecords[]) => void;
  /** The folder where other threads may store their lists. */
  readonly folder: () => string;
  /** Deletes the lists and everything stored for them. */
  readonly close: () => void;
}

/** Which lists to write, and what goes into them. */
export interface ListChoice {
  readonly formats: readonly FormatName[];
  readonly include: Include;
  /** Whether a run file is written too, which holds every evaluation. */
  readonly save: boolean;
  readonly rules: readonly Rule[];
}

/** Adds an evaluation to one list if it belongs there. */
type Add = (evaluation: Evaluation, order: RecordOrder) => void;

/** Opens the lists. `shared` is set if they are left to the lists of another thread. */
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
