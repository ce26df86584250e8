import { resolve } from "node:path";
import { compareWithBaseline } from "../assess/baseline.ts";
import { withoutExemptions } from "../assess/exemptions/without.ts";
import { mergeRuns } from "../assess/merge/merge-runs.ts";
import type { NamedRun } from "../assess/merge/newest-of-each.ts";
import type { Run } from "../model/run.ts";
import type { ReportArguments } from "./arguments/arguments.ts";
import { checkOwner } from "./given/check-owner.ts";
import { openDress } from "./given/dress.ts";
import { openGate, presentIds } from "./given/gate.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readSavedRun } from "./judged/saved-run.ts";
import { verify } from "./judged/verify.ts";
import { notHeld } from "../report/listed.ts";
import { log } from "./log.ts";
import { writeReport } from "./written/write-report.ts";

/** Renders saved runs again, several as one, without a cloud. */
export const run: Command<ReportArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const [first, ...others] = args.runs;
  const runs: [NamedRun, ...NamedRun[]] = [await named(first, io)];
  for (const file of others) runs.push(await named(file, io));
  const present = presentIds(library);
  const presentId = (id: string): string => present.get(id) ?? id;
  const saved = withWarnings(mergeRuns(runs, presentId), args.loosened);
  const { verify: snapshot, ...given } = args;
  if (snapshot !== undefined) return verify(saved, { ...given, snapshot }, io);
  const gate = await openGate(args, library, saved.as_of, io);
  const merged = gate(args.exemptions === undefined ? saved : withoutExemptions(saved));
  const left = notHeld(saved, args.include);
  if (left !== undefined) await log(io, "warning", left);
  checkOwner(args, merged, "the run was made without: scan with --owners owners.yaml");
  const dress = await openDress(args, library, io);
  if (args.compare === undefined) return writeReport(merged, args, library, io, "scan", { dress });
  const earlier = (await named(args.compare, io)).run;
  const compared = compareWithBaseline(merged, earlier, presentId);
  return writeReport(compared, args, library, io, "scan", { dress: { ...dress, earlier }, judged: merged });
};

/** What the run already says is not repeated. */
function withWarnings(run: Run, warnings: readonly string[]): Run {
  return { ...run, warnings: [...new Set([...warnings, ...run.warnings])] };
}

async function named(file: string, io: Io): Promise<NamedRun> {
  return { file, run: await readSavedRun(resolve(io.cwd, file), file) };
}
