import { resolve } from "node:path";
import { decideVerdict } from "../assess/verdict.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import type { Run } from "../model/run.ts";
import type { FailOn, Verdict } from "../model/verdict.ts";
import { OUTCOMES } from "../model/words.ts";
import type { Outcome } from "../model/words.ts";
import { renderJson } from "../report/json.ts";
import { runLines } from "../report/run-file.ts";
import { PLAIN } from "../report/style.ts";
import { renderText } from "../report/text.ts";
import type { FormatRequest, ReportChoice } from "./arguments.ts";
import type { Io, Output } from "./io.ts";
import { writeWhole } from "./write-whole.ts";

/** What the run must hold one by one: findings and all that a report names; the rest is asked for with `--include`. */
export function keptOutcomes({ include }: Pick<ReportChoice, "include">): ReadonlySet<Outcome> {
  const always: readonly Outcome[] = ["fail", "unknown", "inherited", "manual"];
  return new Set(include === "all" ? OUTCOMES : [...always, ...include]);
}

/** Writes the run in every format asked for and gives the exit code, which hangs on no format. */
export async function writeReport(
  run: Run,
  choice: ReportChoice & { failOn: FailOn },
  io: Io,
  command: "scan" | "demo",
): Promise<number> {
  const verdict = decideVerdict(run, { failOn: choice.failOn });
  if (choice.save !== undefined) await writeWhole(resolve(io.cwd, choice.save), linesOf(run));
  for (const request of choice.format) {
    const out = request.file === undefined ? io.stdout : null;
    const text = render(run, request, { choice, verdict, out, command });
    if (request.file === undefined) await io.stdout.write(text);
    else await writeWhole(resolve(io.cwd, request.file), [text]);
  }
  // The text report says its warnings itself.
  const told = choice.format.some(({ name, file }) => name === "text" && file === undefined);
  for (const warning of told ? [] : run.warnings) await io.stderr.write(`warning: ${neutralize(warning)}\n`);
  return verdict.exit;
}

interface Rendering {
  readonly choice: ReportChoice;
  readonly verdict: Verdict;
  /** Null where the report goes to a file. */
  readonly out: Output | null;
  readonly command: "scan" | "demo";
}

const FILE_COLUMNS = 100;

function render(run: Run, { name }: FormatRequest, { choice, verdict, out, command }: Rendering): string {
  if (name === "json") return renderJson(run, { include: choice.include });
  return renderText(run, {
    width: out?.columns ?? FILE_COLUMNS,
    ascii: out?.ascii ?? false,
    style: out?.style ?? PLAIN,
    verdict,
    groupBy: choice.groupBy,
    quiet: choice.quiet,
    command,
  });
}

function* linesOf(run: Run): Iterable<string> {
  for (const line of runLines(run)) yield `${line}\n`;
}
