import { open, readFile, stat } from "node:fs/promises";
import { constants as buffers } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Run } from "../model/run.ts";
import { parseRun } from "../report/run-reader.ts";
import { causeOf } from "./cause-of.ts";

const GZIP = [0x1f, 0x8b];

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
}

/**
 * A run file, plain or gzip.
 *
 * @throws {DiagnosticError} where it cannot be read, with the line that is no run's, or where it was cut or changed.
 */
export async function readSavedRun(path: string, file: string): Promise<Run> {
  const text = await readText(path).catch((error: unknown) => {
    throw new DiagnosticError([cannotRead(file, error)]);
  });
  return parseRun(text.replace(/\n$/, "").split("\n"), file);
}

/** Characters that one text may have: no run can be longer, however well it is packed. */
const { MAX_STRING_LENGTH: LONGEST } = buffers;

async function readText(path: string): Promise<string> {
  if ((await stat(path)).isCharacterDevice()) throw new Error("it is no file");
  const bytes = await readFile(path);
  return (isPacked(bytes) ? gunzipSync(bytes, { maxOutputLength: LONGEST }) : bytes).toString("utf8");
}

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
  ENOENT: "it is not there",
  Z_BUF_ERROR: "it is packed and broken",
  Z_DATA_ERROR: "it is packed and broken",
};

function cannotRead(file: string, error: unknown): Diagnostic {
  const message = `the run could not be read: ${causeOf(error, CAUSES)}`;
  const help = "give a file that `demarc scan --save` wrote";
  return { code: "run-not-read", severity: "error", file, line: 0, column: 0, length: 0, message, help };
}

const BEGINNING = 4_096;

/** True where the file begins as a run does; it may still be broken. */
export async function looksLikeRun(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    const start = buffer.subarray(0, bytesRead);
    const plain = isPacked(start) ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start;
    return plain.toString("utf8").includes('"demarc-run"');
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
