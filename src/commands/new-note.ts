import { resolve } from "node:path";
import { readNotes } from "../assess/notes/read.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import type { Note } from "../model/note.ts";
import { appendEntry, holdsNothing } from "./written/append-entry.ts";
import type { NewNoteArguments } from "./arguments/new-arguments.ts";
import { misuse } from "./library/choose-rules.ts";
import { findEvaluation } from "./judged/find-evaluation.ts";
import { presentIds } from "./given/gate.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readWrittenBefore } from "./given/read-written.ts";
import { readSavedRun } from "./judged/saved-run.ts";
import { schemaComment } from "./written/schema-comment.ts";
import { writeWhole } from "./written/write-whole.ts";

const HEAD = schemaComment("notes");

/** Adds the assessor's words to a rule, or to one finding of a saved run, to `notes.yaml`. */
export const run: Command<NewNoteArguments> = async (args, io) => {
  const { file, by, severity, reason } = args;
  if ((severity === undefined) !== (reason === undefined))
    throw new DiagnosticError([
      misuse("a rating needs a severity and a reason", "give --severity and --reason, or neither"),
    ]);
  const library = await openLibrary(io, args.rules);
  const rules = presentIds(library);
  const about = await aboutOf(args, rules, io);
  const path = resolve(io.cwd, file);
  const before = (await readWrittenBefore(file, "the notes", io)) ?? "";
  if (!holdsNothing(before)) refuseMistakes(before, file, rules);
  const entry: Note = {
    ...about,
    note: await wordsOf(args, io),
    ...(by !== undefined && { by }),
    ...(severity !== undefined && reason !== undefined && { rating: { severity, reason } }),
  };
  const text = appendEntry(before, { key: "notes", entry, head: HEAD });
  refuseMistakes(text, file, rules);
  await writeWhole(path, [text]);
  const what = about.finding === undefined ? about.rule : `one finding of ${about.rule}`;
  await io.stdout.write(`${file}: ${what}; demarc report RUN --notes ${neutralize(file)} shows it\n`);
  return 0;
};

/** A rule by its id, or with a run one finding of it by its fingerprint. */
async function aboutOf(
  { about, runFile }: NewNoteArguments,
  rules: ReadonlyMap<string, string>,
  io: Io,
): Promise<Pick<Note, "rule" | "finding">> {
  const rule = rules.get(about);
  if (rule !== undefined) return { rule };
  if (runFile === undefined) {
    const help = "name a rule, or with --run a finding by the beginning of its fingerprint";
    throw new DiagnosticError([misuse(`no rule "${neutralize(about)}"`, help)]);
  }
  const found = findEvaluation(await readSavedRun(resolve(io.cwd, runFile), runFile), about);
  return { rule: found.rule_id, finding: found.fingerprint };
}

/** @throws {DiagnosticError} if there are none and nobody to ask. */
async function wordsOf({ note }: NewNoteArguments, { ask }: Io): Promise<string> {
  if (note !== undefined) return note;
  if (ask) return ask("the assessor's words: ");
  throw new DiagnosticError([misuse("--note missing, and there is no terminal to ask on", "give it as an option")]);
}

function refuseMistakes(text: string, file: string, rules: ReadonlyMap<string, string>): void {
  const { diagnostics } = readNotes(text, file, rules);
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}
