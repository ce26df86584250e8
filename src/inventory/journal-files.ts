import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import { isObject, own, parseJson } from "./json-text.ts";
import { eachLine, splitLines } from "./line-blocks.ts";
import { fileChunks } from "./open-bytes.ts";
import { entryOf } from "./snapshot-format.ts";
import { syncFolder } from "./sync-folder.ts";

/** The file for entries without a unit. */
export const REST = "rest";
/** Suffix of an incomplete file. */
export const BEGUN = ".part";
const WHOLE = ".ndjson";
/** Prefixes of the file of a complete unit, and of one in which something was refused. */
const PREFIXES = { whole: "unit-", refused: "refused-" } as const;

/** A unit as named by its file. */
export interface UnitFile {
  readonly unit: string;
  /** Whether something in it was refused, so that it is read again when the collection is continued. */
  readonly isRefused: boolean;
}

export function fileOf({ unit, isRefused }: UnitFile): string {
  return `${PREFIXES[isRefused ? "refused" : "whole"]}${encodeURIComponent(unit)}${WHOLE}`;
}

/** Undefined for a file of anything else. */
export function unitFileIn(name: string): UnitFile | undefined {
  if (!name.endsWith(WHOLE)) return undefined;
  const prefix = Object.values(PREFIXES).find((one) => name.startsWith(one));
  if (prefix === undefined) return undefined;
  const unit = decodeURIComponent(name.slice(prefix.length, -WHOLE.length));
  return { unit, isRefused: prefix === PREFIXES.refused };
}

/**
 * Units that need not be read again. A unit above a refused one is not among them: it claims that everything below it
 * was read.
 */
export function doneOf(files: readonly UnitFile[]): Set<string> {
  const again = new Set<string>();
  for (const { unit, isRefused } of files)
    if (isRefused) for (let at = unit.length; at > 0; at = unit.lastIndexOf("/", at - 1)) again.add(unit.slice(0, at));
  return new Set(files.map(({ unit }) => unit).filter((unit) => !again.has(unit)));
}

/** The entries of a file, one chunk's worth at a time. With `mayLack`, a file that does not exist has no entries. */
export async function* batchesIn(
  path: string,
  { mayLack }: { readonly mayLack: boolean },
): AsyncGenerator<readonly SnapshotEntry[]> {
  const damaged = (): never => {
    throw diagnosed(
      "journal-damaged",
      path,
      "the journal is not as it was written",
      "remove its folder and collect again",
    );
  };
  let batch: SnapshotEntry[] = [];
  const lines = splitLines((block) => {
    eachLine(block, (start, end) => {
      const value = parseJson(block.bytes.toString("utf8", start, end), Infinity);
      batch.push(entryOf(value) ?? (isObject(own(value, "header")) ? (value as SnapshotEntry) : damaged()));
    });
  }, damaged);
  try {
    for await (const chunk of fileChunks(path)) {
      lines.push(Buffer.from(chunk));
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!isGone(error)) throw error;
    if (!mayLack) damaged();
  }
  lines.end();
  yield batch;
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** The error if something else removes files of the journal while they are being written. */
export function taken(folder: string): DiagnosticError {
  const message = "another collection works on the same journal: what this one was writing is gone";
  return diagnosed(
    "journal-taken",
    folder,
    message,
    "let one at a time collect to this file, then continue with --resume",
  );
}

function diagnosed(code: string, file: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError([{ code, severity: "error", file, line: 0, column: 0, length: 0, message, help }]);
}

/** Writes a file that appears under its name only when all of it is on disk. */
export async function writeSafely(folder: string, name: string, text: string | Iterable<Uint8Array>): Promise<void> {
  const handle = await open(join(folder, name + BEGUN), "w", 0o600);
  try {
    if (typeof text === "string") await handle.writeFile(text);
    else for (const part of text) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(join(folder, name + BEGUN), join(folder, name));
  await syncFolder(folder);
}
