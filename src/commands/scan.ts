import { type FilePart, NotDivisible } from "../inventory/file-part.ts";
import type { Run } from "../model/run.ts";
import type { ScanArguments } from "./arguments/arguments.ts";
import { assess } from "./judged/assess.ts";
import type { Command, Io } from "./io.ts";
import { declaredReads, declaredWarnings, preceded } from "./sources/declared-reads.ts";
import { expectedPlaces } from "./sources/expected-places.ts";
import { openDress } from "./given/dress.ts";
import { openGate } from "./given/gate.ts";
import { log } from "./log.ts";
import { openAttestations } from "./given/open-attestations.ts";
import { openAsked } from "./given/open-asked.ts";
import { cloudIn, entriesOf, openSources } from "./sources/open-sources.ts";
import { createTaskOf } from "./parts/create-task-of.ts";
import { divide } from "./parts/divide.ts";
import { startParts } from "./parts/parts-apart.ts";
import { progressOn } from "./sources/progress.ts";
import { askedTypes } from "./sources/needed-types.ts";
import { retain, type Retention } from "./judged/retention.ts";
import { writeReport } from "./written/write-report.ts";

/** Judges files, folders, globs, stdin or a cloud and reports. */
export const run: Command<ScanArguments> = async (args, io) => {
  const asked = await openQuestions(args, io);
  const { library, rules, owners, asOf } = asked;
  const attest = await openAttestations(args.attestations, { library, owners, asOf }, io);
  const gate = await openGate(args, library, asOf, io);
  const dress = await openDress(args, library, io);
  const progress = progressOn(io.stderr, args.progress && cloudIn(args.sources) === undefined);
  let retention = await retain(args, rules);
  try {
    const parts = await divide(args, retention, io);
    if (parts) await log(io, "debug", `${parts.length} threads judge`);
    else if (args.workers !== undefined && args.workers > 1)
      await log(io, "warning", `one thread judges: ${INDIVISIBLE}`);
    const assessed = await judge(asked, { retention, parts, progress }, io).catch(async (error: unknown) => {
      if (!(error instanceof NotDivisible)) throw error;
      await log(io, "warning", `one thread judges after all: ${error.message}`);
      retention.close();
      retention = await retain(args, rules);
      return judge(asked, { retention, parts: undefined, progress }, io);
    });
    await progress.done();
    await log(io, "debug", `${assessed.summary.resources} resources read from ${args.sources.join(", ")}`);
    const digests = { ...assessed.digests, ...args.shapedBy };
    const run = gate(attest({ ...assessed, judging: judgingOf(asked), digests }));
    return await writeReport(run, args, library, io, "scan", { dress, retention });
  } finally {
    retention.close();
  }
};

/** What is asked of every resource, and of which. */
interface Questions extends Awaited<ReturnType<typeof openAsked>> {
  readonly args: ScanArguments;
  readonly asOf: string;
  /** Missing: all that there are. */
  readonly types: ReturnType<typeof askedTypes> | undefined;
  readonly declared: ReturnType<typeof declaredReads>;
}

async function openQuestions(args: ScanArguments, io: Io): Promise<Questions> {
  const { overrides, longestExemption: longest } = args;
  const asOf = args.asOf ?? io.now();
  const opened = await openAsked(args, { ...(overrides && { overrides }), when: { asOf, longest } }, io);
  const { library, rules, owners } = opened;
  const config = args.shapedBy["config"] === undefined ? "no demarc.yaml" : "demarc.yaml";
  await log(io, "debug", `${config}; ${rules.length} rules asked as of ${asOf}`);
  // Whose a resource is may stand in its document, so where owners are asked for all are read.
  const types = owners ? undefined : askedTypes(rules, library);
  return { ...opened, args, asOf, types, declared: declaredReads(args.declareRead, library) };
}

interface Judging {
  readonly retention: Retention;
  /** Of one large file, for a thread each; missing: one thread judges all. */
  readonly parts: readonly FilePart[] | undefined;
  readonly progress: ReturnType<typeof progressOn>;
}

async function judge(questions: Questions, { retention, parts, progress }: Judging, io: Io): Promise<Run> {
  const { args, library, rules, owners, said, types, declared, asOf } = questions;
  const taskOf = createTaskOf({ args, asOf, library, rules, folder: retention.parts?.folder }, io);
  const apart = parts && (await startParts(parts, taskOf));
  try {
    const asked = [...rules, ...(owners?.unitRules ?? []).flatMap((unit) => unit.rules)];
    const use = { library, rules: asked, types, progress: args.progress, ...(apart && { part: apart.own }) };
    const { pieces, name } = openSources(args, use, io);
    return await assess({
      library,
      rules,
      batches: preceded(declared, entriesOf(pieces)),
      expected: expectedPlaces(args.expected, library),
      warnings: [...args.loosened, ...said, ...declaredWarnings(args.declareRead)],
      asOf,
      maxAge: args.maxAge,
      retention,
      version: io.version,
      scopeName: name,
      ...(owners && { owners }),
      ...(apart && { apart }),
      digestInput: args.save !== undefined,
      onProgress: (resources) => progress.update(resources + (apart?.resources() ?? 0)),
    });
  } finally {
    await apart?.stop();
  }
}

/** How it was judged, as far as the run's other parts do not show it. */
function judgingOf({ args, declared, owners, types }: Questions): Run["judging"] & object {
  return {
    max_age: args.maxAge,
    declared_reads: declared.map(({ read }) => read),
    unit_rules: (owners?.unitRules ?? []).length > 0,
    types_chosen: types !== undefined,
  };
}

const INDIVISIBLE =
  "--workers is for one plain snapshot file that says where its accounts end, and for the text report as it is, json, csv and --save, without files laid over them";
