import type { FormatName } from "../model/formats.ts";
import type { Rule } from "../model/rule.ts";
import type { Evaluation } from "../model/run.ts";
import type { JsonRecords } from "../report/json.ts";
import { createRecordOrder, type RecordOrder, type Records } from "../report/records.ts";
import type { Include } from "./arguments.ts";
import { packRecords } from "./packed-records.ts";
import { openSpill } from "./spill.ts";

/** By format. */
export interface WrittenLists {
  readonly json?: JsonRecords;
  readonly csv?: Records;
}

/** Formats that name findings and what was asked for, and nothing else. */
export const LISTS: ReadonlySet<FormatName> = new Set(["json", "csv"]);

/** Writes the lists of some formats while things are judged, so that nobody need hold what is in them. */
export interface ListWriter {
  readonly take: (evaluation: Evaluation) => void;
  readonly lists: WrittenLists;
  /** Nothing is left behind; the lists are gone. */
  readonly close: () => void;
}

export async function openLists(
  formats: readonly FormatName[],
  include: Include,
  rules: readonly Rule[],
): Promise<ListWriter> {
  const spill = openSpill();
  const orderOf = createRecordOrder();
  const add: ((evaluation: Evaluation, order: RecordOrder) => void)[] = [];
  let lists: WrittenLists = {};
  if (formats.includes("json")) {
    const { createJsonRecord } = await import("../report/json.ts");
    const json = { findings: packRecords(spill), evaluations: packRecords(spill) };
    const write = createJsonRecord();
    add.push((one, order) => json[one.outcome === "fail" ? "findings" : "evaluations"].add(order, write(one)));
    lists = { ...lists, json };
  }
  if (formats.includes("csv")) {
    const { createCsvRecord } = await import("../report/csv.ts");
    const csv = packRecords(spill);
    const write = createCsvRecord(rules);
    add.push((one, order) => csv.add(order, write(one)));
    lists = { ...lists, csv };
  }
  return {
    take: (evaluation) => {
      const { outcome } = evaluation;
      if (outcome !== "fail" && include !== "all" && !include.includes(outcome)) return;
      const order = orderOf(evaluation);
      for (const each of add) each(evaluation, order);
    },
    lists,
    close: spill.close,
  };
}
