import { createHash } from "node:crypto";
import { lstat, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { neutralize } from "../../diagnostics/neutralize.ts";
import type { Journal } from "../../inventory/journal.ts";
import { openJournal, readJournalHead } from "../../inventory/journal.ts";
import { readOutline, restoreUnits } from "../../inventory/journal-outline.ts";
import type { Piece } from "../../inventory/piece.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { Rule } from "../../model/rule.ts";
import type { CollectArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import { writing } from "../written/write-whole.ts";

/**
 * Opens the journal beside the snapshot that will be written.
 *
 * @throws {DiagnosticError} if there is a journal already that should not be continued, or that belongs to another collection.
 */
export async function journalFor(args: CollectArguments, rules: readonly Rule[], io: Io): Promise<Journal> {
  const name = `${args.output}.journal`;
  const folder = resolve(io.cwd, name);
  const request = requestOf(args, rules, io);
  if (!(await isOwn(folder, io)))
    throw refused(name, "others may have written to what is kept here", "remove it; demarc makes it private (700)");
  const outline = await readOutline(folder);
  if (outline !== undefined && !args.resume) await writing(args.output, rm(folder, { recursive: true, force: true }));
  const head = await readJournalHead(folder);
  if (head === null) throw refused(name, "this is not a journal that can be continued", "remove the folder");
  if (head === undefined) return writing(args.output, openJournal(folder, { made: io.now(), request }));
  if (!args.resume)
    throw refused(name, "an unfinished collection is kept here", "continue it with --resume, or remove the folder");
  const other = Object.keys(request).filter(
    (key) => JSON.stringify(request[key]) !== JSON.stringify(head.request[key]),
  );
  if (other.length > 0)
    throw refused(
      name,
      `the collection kept here is another: ${other.join(", ")} differ`,
      "continue it with the options it was started with, or remove the folder",
    );
  const snapshot = resolve(io.cwd, args.output);
  if (outline !== undefined && !(await writing(args.output, restoreUnits(folder, outline, snapshot, head.made))))
    throw refused(name, "it belongs to another snapshot than the one that is there", "collect again without --resume");
  return writing(args.output, openJournal(folder, head));
}

/** Whether there is nothing yet, or a folder that only the user may read and write: not one from a checkout, and no link. */
async function isOwn(folder: string, { userId }: Io): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return true;
  return found.isDirectory() && (userId === undefined || (found.uid === userId && (found.mode & 0o077) === 0));
}

/** Keeps the pieces in the journal. After the last one, yields everything in it, including that of earlier attempts. */
export async function* keptIn(
  journal: Journal,
  pieces: AsyncIterable<Piece>,
  output: string,
): AsyncGenerator<readonly SnapshotEntry[]> {
  for await (const piece of pieces) await writing(output, journal.add(piece));
  for await (const entries of journal.entries()) yield madeThen(entries, journal.made);
}

/** Closes the journal of a collection that broke off; it is deleted unless something in it is complete. */
export async function leave(journal: Journal, output: string, io: Io): Promise<void> {
  await journal.close();
  const kept = keptText(journal, output);
  if (kept === undefined) await journal.remove();
  else await io.stderr.write(`${kept}\n`);
}

/** Says how to read the refused parts of a saved collection again. `again`: how many; empty for none. */
export function refusedText(again: number, output: string): string {
  if (again === 0) return "";
  const parts = again === 1 ? "1 part" : `${again} parts`;
  return `refused: ${parts}, named in ${neutralize(output)}.journal; once that is fixed, --resume reads only these\n`;
}

/** Says how much of a collection need not be read again; undefined if nothing. */
export function keptText({ done }: Journal, output: string): string | undefined {
  if (done.size === 0) return undefined;
  const parts = done.size === 1 ? "1 part" : `${done.size} parts`;
  return `kept: ${parts} in ${neutralize(output)}.journal; --resume goes on from there`;
}

/** Gives the snapshot the time at which the first attempt began. */
function madeThen(entries: readonly SnapshotEntry[], made: string): readonly SnapshotEntry[] {
  return entries.map((entry) => ("header" in entry ? { header: { ...entry.header, made } } : entry));
}

/** Everything that decides what is read. Never who reads it: credentials may have been refreshed. */
function requestOf({ sources, aws, azure }: CollectArguments, rules: readonly Rule[], io: Io): Record<string, unknown> {
  const { profile: _, ...chosen } = aws;
  return {
    version: io.version,
    sources,
    rules: createHash("sha256").update(JSON.stringify(rules)).digest("hex"),
    options: sources.includes("aws") ? chosen : azure,
  };
}

function refused(file: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError([
    { code: "unfinished-collection", severity: "error", file, line: 0, column: 0, length: 0, message, help },
  ]);
}
