import type { Run } from "../../src/model/run.ts";
import { csvLines } from "../../src/report/csv.ts";
import { jsonChunks } from "../../src/report/json.ts";
import { ocsfLines } from "../../src/report/ocsf.ts";
import { textOf } from "../../src/report/records.ts";
import { createRunReader } from "../../src/report/run-reader.ts";

/** The pieces that a report is written in, as one text. */
export function renderCsv(...given: Parameters<typeof csvLines>): string {
  return textOf(csvLines(...given));
}

export function renderJson(...given: Parameters<typeof jsonChunks>): string {
  return textOf(jsonChunks(...given));
}

/** Reads a run from its lines. `file` is the name that diagnostics give. */
export function parseRun(lines: Iterable<string>, file: string): Run {
  const reader = createRunReader(file);
  for (const line of lines) reader.line(line);
  return reader.end();
}

export function renderOcsf(...given: Parameters<typeof ocsfLines>): string {
  return textOf(ocsfLines(...given));
}
