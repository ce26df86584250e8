import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import { openSnapshot } from "../inventory/snapshot-write.ts";
import type { SnapshotSink } from "../inventory/snapshot-write.ts";
import type { BlindSpot, SnapshotEntry, SnapshotHeader } from "../model/resource.ts";
import { counted } from "../report/text/words.ts";
import type { CollectArguments } from "./arguments/arguments.ts";
import { applyOverrides } from "./library/apply-overrides.ts";
import { chooseRules, misuse } from "./library/choose-rules.ts";
import { journalFor, keptIn, keptText, leave, refusedText } from "./sources/continued.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { cloudIn, entriesOf, openSources } from "./sources/open-sources.ts";
import { beginFile, endFile, tellKept } from "./written/unfinished.ts";
import { isDevice, writing } from "./written/write-whole.ts";

/**
 * Writes what a source contains to a snapshot, without judging it. If it cannot be completed, no snapshot is left; what was
 * read from a cloud so far is kept in a journal beside it.
 */
export const run: Command<CollectArguments> = async (args, io) => {
  const { library } = applyOverrides(await openLibrary(io, args.rules), args.overrides, args.rule, {
    asOf: io.now(),
    longest: Number.POSITIVE_INFINITY,
  });
  const rules = chooseRules(library.rules, args);
  const path = resolve(io.cwd, args.output);
  if (await isDevice(path))
    throw new DiagnosticError([
      misuse(`${args.output} is not a file`, "name a file: the snapshot is first written beside it"),
    ]);
  const done = new Set<string>();
  const { pieces, name } = openSources(args, { library, rules, progress: args.progress, done }, io);
  const journal = cloudIn(args.sources) === undefined ? undefined : await journalFor(args, rules, io);
  for (const unit of journal?.done ?? []) done.add(unit);
  if (journal) tellKept(() => keptText(journal, args.output));
  const batches = journal === undefined ? entriesOf(pieces) : keptIn(journal, pieces, args.output);
  const draft = journal?.draft ?? `${path}.${randomUUID()}.partial`;
  let saved: Saved;
  try {
    saved = await save(batches, { path, draft, name }, args.output, io);
  } catch (error) {
    if (journal) await leave(journal, args.output, io);
    throw error;
  }
  tellKept(() => undefined);
  const again = (await journal?.end()) ?? 0;
  const { resources, blindSpots } = saved;
  for (const spot of blindSpots) await io.stderr.write(`${line(spot)}\n`);
  await io.stderr.write(refusedText(again, args.output));
  const held = `${counted(resources, "resource")}, ${counted(blindSpots.length, "blind spot")}`;
  await io.stdout.write(`${neutralize(args.output)}: ${held}\n`);
  return resources === 0 || blindSpots.some(({ reason, types }) => types.length > 0 && reason !== "not_collected")
    ? EXIT_INCOMPLETE
    : 0;
};

const EXIT_INCOMPLETE = 3;

interface Saved {
  readonly resources: number;
  readonly blindSpots: readonly BlindSpot[];
}

interface Place {
  readonly path: string;
  /** Where the snapshot is written until it is complete. */
  readonly draft: string;
  /** The scope's name in the header, if the source gives no scope. */
  readonly name: string;
}

async function save(
  batches: AsyncIterable<readonly SnapshotEntry[]>,
  { path, draft, name }: Place,
  output: string,
  io: Io,
): Promise<Saved> {
  const blindSpots: BlindSpot[] = [];
  let resources = 0;
  let sink: SnapshotSink | undefined;
  beginFile(draft);
  try {
    for await (const batch of batches) {
      sink ??= await writing(output, openSnapshot(path, headerOf(batch, name, io), io.version, draft));
      for (const entry of batch) {
        if ("resource" in entry) resources += 1;
        if ("blind_spot" in entry) blindSpots.push(entry.blind_spot);
      }
      await writing(output, writeAll(sink, batch));
    }
    if (sink) await writing(output, sink.close());
  } catch (error) {
    await sink?.abort();
    throw error;
  } finally {
    endFile(draft);
  }
  return { resources, blindSpots };
}

async function writeAll(sink: SnapshotSink, batch: readonly SnapshotEntry[]): Promise<void> {
  for (const entry of batch) await sink.write(entry);
}

/** A source with a header of its own puts it in the first batch. */
function headerOf(first: readonly SnapshotEntry[], name: string, io: Io): SnapshotHeader {
  const header = first.find((entry) => "header" in entry)?.header;
  return { made: header?.made ?? io.now(), scope: header?.scope ?? { name } };
}

function line({ region, types, message, help }: BlindSpot): string {
  const what = types.length === 1 ? types[0] : `${types.length} types`;
  const place = region === undefined ? "" : ` in ${region}`;
  return neutralize(`not read: ${what}${place}: ${message}${help === undefined ? "" : `; ${help}`}`);
}
