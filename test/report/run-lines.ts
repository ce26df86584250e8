import type { Run } from "../../src/model/run.ts";
import { textOf } from "../../src/report/records.ts";
import { runPieces } from "../../src/report/run-file.ts";

/** The lines of a run file, without line breaks. */
export function runLines(run: Run): string[] {
  return textOf(runPieces(run)).trimEnd().split("\n");
}
