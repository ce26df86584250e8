import { resolve } from "node:path";
import type { Check, Examination } from "../model/examination.ts";
import { foldRanking } from "../assess/missing/rank-missing.ts";
import type { RankingFold } from "../assess/missing/rank-missing.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { providerOfRule } from "../evaluate/compiled-rule.ts";
import type { Library } from "../model/library.ts";
import type { BlindSpot, SnapshotEntry } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { counted } from "../report/text/words.ts";
import { renderDoctor, renderDoctorJson } from "../report/doctor.ts";
import { nameAction } from "./action-name.ts";
import { MAX_AGE_DAYS } from "./arguments/defaults.ts";
import { CLOUDS_EXAMINED } from "./arguments/doctor-arguments.ts";
import type { DoctorArguments } from "./arguments/doctor-arguments.ts";
import { assess } from "./judged/assess.ts";
import { chooseRules, misuse } from "./library/choose-rules.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { entriesOf, openSources } from "./sources/open-sources.ts";
import type { Retention } from "./judged/retention.ts";
import { looksLikeRun, readSavedRun } from "./judged/saved-run.ts";
import { watchReach } from "./sources/watch-reach.ts";

/**
 * Reports what a scan could not know, and what it would take to know it. A cloud is read in the way a scan reads it; a saved run or
 * snapshot reports its own blind spots. Exits 0 if nothing is unknown, 3 if something is, 2 if nothing can run.
 */
export const run: Command<DoctorArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const rules = chooseRules(library.rules, args);
  const task: Task = { args, library, rules, io };
  const examined = args.run === undefined ? await examineClouds(task) : [await examineFile(args.run, task)];
  const page = { width: io.stdout.columns, ascii: io.stdout.ascii, style: io.stdout.style };
  await io.stdout.write(args.format === "json" ? renderDoctorJson(examined) : renderDoctor(examined, page));
  if (examined.every(({ ranking }) => ranking === undefined)) return 2;
  return examined.some(({ ranking }) => ranking !== undefined && ranking.unknown > 0) ? 3 : 0;
};

interface Task {
  readonly args: DoctorArguments;
  readonly library: Library;
  readonly rules: readonly Rule[];
  readonly io: Io;
}

async function examineClouds(task: Task): Promise<Examination[]> {
  const { args, rules } = task;
  const asked = args.cloud === undefined ? CLOUDS_EXAMINED : [args.cloud];
  const examined: Examination[] = [];
  for (const cloud of asked) {
    const own = rules.filter(({ id }) => providerOfRule(id) === cloud);
    if (own.length > 0) examined.push(await examineCloud(cloud, { ...task, rules: own }));
  }
  if (examined.length > 0) return examined;
  const message = `none of the chosen rules asks about ${asked.join(" or ")}`;
  throw new DiagnosticError([misuse(message, "`demarc rules list` shows what there is")]);
}

/** Examines one cloud. A failure that stops everything becomes a line of the examination instead of ending it. */
async function examineCloud(cloud: string, task: Task): Promise<Examination> {
  const { io, rules } = task;
  const versions: Check = {
    what: "versions",
    state: "ok",
    text: `demarc ${io.version}, ${counted(rules.length, "rule")}`,
  };
  let reader: string | undefined;
  const watch = watchReach();
  try {
    const ranking = await rankingOf([cloud], { ...task, onReader: (name) => (reader = name) }, watch.see);
    const credentials = reader ?? "accepted; Azure does not say whose they are";
    const checks: readonly Check[] = [
      { what: "credentials", state: "ok", text: credentials },
      { what: "clock", state: "ok", text: "the cloud accepts the time of this machine" },
      ...watch.checks(),
      versions,
    ];
    return { source: cloud, checks, ranking };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const failed = error.diagnostics.map(({ code, message, help }): Check => ({
      what: /clock/.test(code) ? "clock" : /credentials|sso|mfa|token/.test(code) ? "credentials" : "reach",
      state: "failed",
      text: message,
      ...(help !== undefined && { mend: help }),
    }));
    return { source: cloud, checks: [...failed, versions] };
  }
}

async function examineFile(file: string, task: Task): Promise<Examination> {
  const path = resolve(task.io.cwd, file);
  if (!(await looksLikeRun(path))) return { source: file, checks: [], ranking: await rankingOf([file], task) };
  const saved = await readSavedRun(path, file);
  const fold = foldRanking();
  const isChosen = chosenIn(saved, task);
  for (const evaluation of saved.evaluations)
    if (evaluation.outcome === "unknown" && isChosen(evaluation.rule_id)) fold.add(evaluation);
  return { source: file, checks: [], ranking: fold.finish(saved.blind_spots, nameAction) };
}

/**
 * Whether a rule is chosen. Without a choice, every rule of the run is, even one that is unknown here.
 *
 * @throws {DiagnosticError} if the run asked none of the chosen rules: that would look as if nothing were unknown.
 */
function chosenIn({ summary }: Run, { args, rules }: Task): (rule: string) => boolean {
  const lists = [args.rules, args.rule, args.layer, args.type, args.framework];
  if (args.severity === undefined && lists.every(({ length }) => length === 0)) return () => true;
  const chosen = new Set(rules.flatMap(({ id, aliases }) => [id, ...aliases]));
  if (Object.keys(summary.by_rule).some((id) => chosen.has(id))) return (rule) => chosen.has(rule);
  throw new DiagnosticError([misuse("the run asked none of the chosen rules", "choose others, or scan with these")]);
}

type Reading = Task & { readonly onReader?: (name: string) => void };

/** Reads and judges like a scan, but keeps only the reasons for unknowns. */
async function rankingOf(
  sources: readonly string[],
  { args, library, rules, io, onReader }: Reading,
  see: (entry: SnapshotEntry) => void = () => {},
): Promise<ReturnType<RankingFold["finish"]>> {
  const fold = foldRanking();
  const spots: BlindSpot[] = [];
  const use = { library, rules, progress: args.progress, ...(onReader !== undefined && { onReader }) };
  const { pieces, name } = openSources({ sources, aws: args.aws, azure: args.azure }, use, io);
  const watched = async function* (): AsyncGenerator<readonly SnapshotEntry[]> {
    for await (const entries of entriesOf(pieces)) {
      entries.forEach(see);
      for (const entry of entries) if ("blind_spot" in entry) spots.push(entry.blind_spot);
      yield entries;
    }
  };
  await assess({
    library,
    rules,
    batches: watched(),
    asOf: io.now(),
    maxAge: MAX_AGE_DAYS,
    retention: unknownsTo(fold),
    version: io.version,
    scopeName: name,
  });
  return fold.finish(spots, nameAction);
}

function unknownsTo(fold: RankingFold): Retention {
  return {
    outcomes: new Set(["unknown"]),
    admits: () => true,
    take: fold.add,
    evaluations: () => [],
    causes: undefined,
    written: undefined,
    parts: undefined,
    close: () => {},
  };
}
