import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { syncFolder } from "../../inventory/sync-folder.ts";
import { causeOf } from "../cause-of.ts";
import { beginFile, endFile } from "./unfinished.ts";

/**
 * Writes a file completely or not at all: beside it first, under its name when the last byte is on disk. Gzip for a name
 * that ends in `.gz`. Only the owner may read it: a report on an estate is nobody else's. A link under its name is
 * replaced and not followed; a device or a pipe is written into.
 *
 * @throws {DiagnosticError} if it cannot be written; nothing is left behind.
 */
export async function writeWhole(file: string, parts: Iterable<string | Uint8Array>): Promise<void> {
  if (await isDevice(file)) return writing(file, pipeline(Readable.from(parts), createWriteStream(file)));
  const gzip = file.endsWith(".gz") ? (await import("node:zlib")).createGzip() : undefined;
  const unfinished = `${file}.${randomUUID()}.tmp`;
  beginFile(unfinished);
  const out = createWriteStream(unfinished, { flags: "wx", mode: 0o600, flush: true });
  try {
    if (gzip) await pipeline(Readable.from(parts), gzip, out);
    else await pipeline(Readable.from(parts), out);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    // A file that is still being opened comes after it was removed.
    if (!out.closed) await new Promise<void>((resolve) => out.once("close", () => resolve()));
    await rm(unfinished, { force: true }).catch(() => {});
    throw whyNotWritten(file, error);
  } finally {
    endFile(unfinished);
  }
}

/** No file, and nothing to put a file in the place of: a device, a pipe, what a shell makes of `>(command)`. */
export async function isDevice(path: string): Promise<boolean> {
  if (/^\/(?:dev|proc)\/(?!shm\/)/.test(path)) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/**
 * Waits for something that writes the file.
 *
 * @throws {DiagnosticError} where the machine refuses, in words.
 */
export async function writing<Value>(file: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw whyNotWritten(file, error);
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EDQUOT: "this user's disk quota is used up",
  EFBIG: "files may not be this large there",
  EISDIR: "it is a folder",
  ENOENT: "the folder does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "part of its path is not a folder",
  EROFS: "the disk is read-only",
};

/** What to throw if a file was not written: the system's refusal in words, or any other error unchanged. */
export function whyNotWritten(file: string, error: unknown, help = "name another place"): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  const message = `the file could not be written: ${causeOf(error, CAUSES)}`;
  return new DiagnosticError([
    { code: "output-failed", severity: "error", file, line: 0, column: 0, length: 0, message, help },
  ]);
}
