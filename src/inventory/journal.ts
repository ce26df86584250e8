import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import { isObject, own, parseJson } from "./json-text.ts";
import { eachLine, splitLines } from "./line-blocks.ts";
import { fileChunks } from "./open-bytes.ts";
import type { Piece } from "./piece.ts";
import { entryOf } from "./snapshot-format.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * What a collection has read so far, on disk, so that a broken one can be continued: a folder with a file for each
 * unit. A unit is there, under its name, when it is whole and its last byte is on the disk; what is begun and not
 * whole is thrown away and read again.
 */
export interface Journal {
  /** When the first of all attempts began, ISO 8601 UTC. */
  readonly made: string;
  /** Units that are whole. */
  readonly done: ReadonlySet<string>;
  /** Resolves when the piece is written, the last of a unit when all of the unit will outlast a crash. */
  readonly add: (piece: Piece) => Promise<void>;
  /**
   * To be called when all was added: what has no unit, then all units in one order, whoever came first. Throws a
   * `DiagnosticError` where a file is not as it was written.
   */
  readonly entries: () => AsyncGenerator<readonly SnapshotEntry[]>;
  /** A name for what is made of the entries: what is begun under it and not moved away is gone with the next attempt. */
  readonly draft: string;
  /** Lets go of the files. What is whole stays. */
  readonly close: () => Promise<void>;
  /** Takes everything away. */
  readonly remove: () => Promise<void>;
}

/** What a journal says of itself. */
export interface JournalHead {
  readonly made: string;
  /** What is collected and how: a journal is continued by the same only. */
  readonly request: Readonly<Record<string, unknown>>;
}

const FORMAT = "demarc-journal";
const VERSION = 1;
const HEAD = "journal.json";
const REST = "rest";
const PREFIX = "unit-";
const WHOLE = ".ndjson";
const BEGUN = ".part";
const DRAFT = `draft${BEGUN}`;

/** The head of the journal in this folder; undefined where there is none, null where it is none that can be continued. */
export async function readJournalHead(folder: string): Promise<JournalHead | null | undefined> {
  const text = await readFile(join(folder, HEAD), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { format, version, made, request } = (parseJson(text) ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== VERSION || typeof made !== "string" || !isObject(request)) return null;
  return { made, request };
}

/** Begins a journal, or goes on with the one that is in the folder. */
export async function openJournal(folder: string, head: JournalHead): Promise<Journal> {
  await makeFolder(folder);
  const isNew = (await readJournalHead(folder)) === undefined;
  const done = new Set<string>();
  for (const name of await readdir(folder)) {
    const isUnit = name.startsWith(PREFIX) && name.endsWith(WHOLE);
    // Units without a head are what a removal left that was killed: nobody knows any more which collection they are of.
    if (name.endsWith(BEGUN) || (isNew && (isUnit || name === REST))) await rm(join(folder, name), { force: true });
    else if (isUnit) done.add(unitIn(name));
  }
  if (isNew) await writeSafely(folder, HEAD, `${JSON.stringify({ format: FORMAT, version: VERSION, ...head })}\n`);
  const begun = new Map<string, Promise<FileHandle>>();
  const fileOf = (name: string): Promise<FileHandle> => {
    const handle = begun.get(name) ?? open(join(folder, name + BEGUN), "w", 0o600);
    begun.set(name, handle);
    return handle;
  };
  const finish = async (name: string): Promise<void> => {
    const handle = await fileOf(name);
    begun.delete(name);
    await handle.sync();
    await handle.close();
    await rename(join(folder, name + BEGUN), join(folder, name));
    await syncFolder(folder);
  };

  return {
    made: head.made,
    done,
    add: async ({ unit, entries, isLast }) => {
      if (unit !== undefined && done.has(unit)) return;
      const name = unit === undefined ? REST : nameOf(unit);
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      if (lines !== "") await (await fileOf(name)).appendFile(lines);
      if (unit === undefined || isLast !== true) return;
      await finish(name);
      done.add(unit);
    },
    entries: async function* () {
      if (begun.has(REST)) await finish(REST);
      yield* batchesIn(join(folder, REST));
      for (const unit of [...done].toSorted()) yield* batchesIn(join(folder, nameOf(unit)));
    },
    draft: join(folder, DRAFT),
    close: async () => {
      for (const handle of begun.values()) await (await handle).close().catch(() => {});
      begun.clear();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function nameOf(unit: string): string {
  return `${PREFIX}${encodeURIComponent(unit)}${WHOLE}`;
}

function unitIn(name: string): string {
  return decodeURIComponent(name.slice(PREFIX.length, -WHOLE.length));
}

/** The entries of a file, as many at a time as one chunk of it holds; none where there is no such file. */
async function* batchesIn(path: string): AsyncGenerator<readonly SnapshotEntry[]> {
  const damaged = (): never => {
    const message = "the journal is not as it was written";
    const help = "remove its folder and collect again";
    const place = { file: path, line: 0, column: 0, length: 0 };
    throw new DiagnosticError([{ code: "journal-damaged", severity: "error", ...place, message, help }]);
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
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  lines.end();
  yield batch;
}

/** With those above it. Not so at first: where the disk refuses, Node then says that a folder is not there. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") await mkdir(folder, { recursive: true, mode: 0o700 });
    else if (code !== "EEXIST") throw error;
  }
}

async function writeSafely(folder: string, name: string, text: string): Promise<void> {
  const handle = await open(join(folder, name + BEGUN), "w", 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await rename(join(folder, name + BEGUN), join(folder, name));
  await syncFolder(folder);
}
