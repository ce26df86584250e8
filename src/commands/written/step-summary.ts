import { appendFile } from "node:fs/promises";
import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { renderMarkdown } from "../../report/markdown.ts";
import { causeOf } from "../cause-of.ts";
import type { Io } from "../io.ts";
import { log } from "../log.ts";

/** GitHub rejects a summary of more than 1 MiB; a step may already have written part of it. */
const MOST_BYTES = 900_000;

/** Appends the run to the job summary if GitHub runs the job. If it cannot be written, the scan goes on. */
export async function writeStepSummary(run: Run, verdict: Verdict, io: Io): Promise<void> {
  const file = io.env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  try {
    await appendFile(file, renderMarkdown(run, { verdict, most: MOST_BYTES }));
  } catch (error) {
    await log(io, "warning", `the job summary could not be written: ${causeOf(error, {})}`);
  }
}
