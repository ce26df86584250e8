import { readBatches } from "../inventory/read-source.ts";
import type { ScanArguments } from "./arguments.ts";
import { assess } from "./assess.ts";
import { chooseRules } from "./choose-rules.ts";
import type { Command } from "./io.ts";
import { declaredReads, declaredWarnings, preceded } from "./declared-reads.ts";
import { openLibrary } from "./library.ts";
import { progressOn } from "./progress.ts";
import { keptOutcomes, writeReport } from "./write-report.ts";

/** Judges files, folders, globs or stdin and reports. */
export const run: Command<ScanArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const sources = readBatches(args.sources, { cwd: io.cwd, stdin: io.stdin });
  const progress = progressOn(io.stderr, args.progress);
  const assessed = await assess({
    library,
    rules: chooseRules(library.rules, args),
    batches: preceded(declaredReads(args.declareRead, library), sources),
    warnings: declaredWarnings(args.declareRead),
    asOf: args.asOf ?? io.now(),
    maxAge: args.maxAge,
    keep: keptOutcomes(args),
    version: io.version,
    scopeName: args.sources.join(", "),
    onProgress: progress.update,
  });
  await progress.done();
  return writeReport(assessed, args, io, "scan");
};
