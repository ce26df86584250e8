import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { SnapshotEntry } from "../model/resource.ts";
import { batchesIn, BEGUN, doneOf, fileOf, isGone, REST, taken, unitFileIn, writeSafely } from "./journal-files.ts";
import type { UnitFile } from "./journal-files.ts";
import { writeOutline } from "./journal-outline.ts";
import type { OutlinedUnit } from "./journal-outline.ts";
import { isObject, parseJson } from "./json-text.ts";
import { makeFolder } from "./make-folder.ts";
import type { Piece } from "./piece.ts";
import { wasRefused } from "./refused.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * What a collection has read so far, on disk, so that an interrupted one can be continued: a folder with a file for
 * each unit. A unit appears under its name once it is complete and its last byte is on disk; incomplete ones are
 * discarded and read again. A unit in which something was refused is read again too, and is kept until then.
 */
export interface Journal {
  /** When the first attempt began, ISO 8601 UTC. */
  readonly made: string;
  /** Units that need not be read again: they are complete, and nothing in or below them was refused. */
  readonly done: ReadonlySet<string>;
  /**
   * Resolves when the piece is written, or, for the last piece of a unit, when the whole unit would survive a crash.
   */
  readonly add: (piece: Piece) => Promise<void>;
  /**
   * To be called when everything was added: entries without a unit, then all units in a fixed order, independent of
   * arrival, with the parts of a unit before the unit itself. Throws a `DiagnosticError` if a file is not as it was
   * written.
   */
  readonly entries: () => AsyncGenerator<readonly SnapshotEntry[]>;
  /**
   * To be called when the entries are saved as a snapshot. Removes everything if nothing was refused, otherwise
   * everything except what is needed to read only the refused units again. Returns the number of those units.
   */
  readonly end: () => Promise<number>;
  /** A file name for what is made from the entries; a file left under it is deleted by the next attempt. */
  readonly draft: string;
  /** Closes the files. Complete units are kept. */
  readonly close: () => Promise<void>;
  /** Removes everything. */
  readonly remove: () => Promise<void>;
}

/** What a journal says about itself. */
export interface JournalHead {
  readonly made: string;
  /** What is collected and how; a journal is continued only by the same request. */
  readonly request: Readonly<Record<string, unknown>>;
}

const FORMAT = "demarc-journal";
const VERSION = 1;
const HEAD = "journal.json";
/** Bytes. */
const LARGEST_HEAD = 16 * 1024 * 1024;
const DRAFT = "draft";

/** The head of the journal in this folder; undefined if there is none, null if it cannot be continued. */
export async function readJournalHead(folder: string): Promise<JournalHead | null | undefined> {
  const path = join(folder, HEAD);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  // A checkout may contain a link to anything under this name.
  if (!found.isFile() || found.size > LARGEST_HEAD) return null;
  const text = await readFile(path, "utf8");
  const { format, version, made, request } = (parseJson(text) ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== VERSION || typeof made !== "string" || !isObject(request)) return null;
  return { made, request };
}

/** Begins a journal, or continues the one in the folder. */
export async function openJournal(folder: string, head: JournalHead): Promise<Journal> {
  await makeFolder(folder);
  const isNew = (await readJournalHead(folder)) === undefined;
  /** The file of each unit. */
  const files = new Map<string, UnitFile>();
  for (const name of await readdir(folder)) {
    const file = unitFileIn(name);
    // Units without a head were left by an interrupted removal; it is no longer known which collection they belong to.
    if (name.endsWith(BEGUN) || (isNew && (file !== undefined || name === REST)))
      await rm(join(folder, name), { force: true });
    else if (file !== undefined && files.get(file.unit)?.isRefused !== true) files.set(file.unit, file);
  }
  const done = doneOf([...files.values()]);
  // Another process may be using the same journal; its unfinished files are not this one's.
  const own = randomUUID();
  const begunAt = (name: string): string => join(folder, `${name}.${own}${BEGUN}`);
  if (isNew) await writeSafely(folder, HEAD, `${JSON.stringify({ format: FORMAT, version: VERSION, ...head })}\n`);
  const begun = new Map<string, Promise<FileHandle>>();
  const handleOf = (name: string): Promise<FileHandle> => {
    const handle = begun.get(name) ?? open(begunAt(name), "w", 0o600);
    begun.set(name, handle);
    return handle;
  };
  const finish = async (name: string, whole = name): Promise<void> => {
    const handle = await handleOf(name);
    begun.delete(name);
    await handle.sync().finally(() => handle.close());
    await rename(begunAt(name), join(folder, whole)).catch((error: unknown) => {
      throw isGone(error) ? taken(folder) : error;
    });
    await syncFolder(folder);
  };
  const refused = new Set<string>();
  const finishUnit = async (unit: string): Promise<void> => {
    const file = { unit, isRefused: refused.has(unit) };
    await finish(beginningOf(unit), fileOf(file));
    await rm(join(folder, fileOf({ unit, isRefused: !file.isRefused })), { force: true });
    files.set(unit, file);
    done.add(unit);
  };
  const counts = new Map<string | undefined, number>();

  return {
    made: head.made,
    done,
    add: async ({ unit, entries, isLast }) => {
      if (unit !== undefined && done.has(unit)) return;
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      if (lines !== "") await (await handleOf(unit === undefined ? REST : beginningOf(unit))).appendFile(lines);
      if (unit === undefined) return;
      if (entries.some(wasRefused)) refused.add(unit);
      if (isLast === true) await finishUnit(unit);
    },
    entries: async function* () {
      if (begun.has(REST)) await finish(REST);
      for (const unit of [undefined, ...[...files.keys()].toSorted(partsFirst)]) {
        let count = 0;
        const file = join(folder, unit === undefined ? REST : fileOf(files.get(unit)!));
        for await (const batch of batchesIn(file, { mayLack: unit === undefined })) {
          count += batch.filter((entry) => !("header" in entry)).length;
          yield batch;
        }
        counts.set(unit, count);
      }
    },
    end: async () => {
      const sorted = [...files.values()].toSorted((a, b) => partsFirst(a.unit, b.unit));
      const units = sorted.map((file): OutlinedUnit => ({ ...file, entries: counts.get(file.unit) ?? 0 }));
      const again = units.filter(({ isRefused }) => isRefused).length;
      if (again === 0) await rm(folder, { recursive: true, force: true });
      else {
        await writeOutline(folder, { rest: counts.get(undefined) ?? 0, units });
        for (const name of [REST, ...sorted.map(fileOf)]) await rm(join(folder, name), { force: true });
      }
      return again;
    },
    draft: begunAt(DRAFT),
    close: async () => {
      for (const handle of begun.values()) await (await handle).close().catch(() => {});
      begun.clear();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** `a/b` and `a/c` before `a`, and all of `a` before `b`. */
function partsFirst(a: string, b: string): number {
  const [first, second] = [a + AFTER_ALL, b + AFTER_ALL];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Never occurs in the name of a unit, and sorts after every character that may. */
const AFTER_ALL = "~";

/** The name a unit is written under until it is known whether something in it was refused. */
function beginningOf(unit: string): string {
  return fileOf({ unit, isRefused: false });
}
