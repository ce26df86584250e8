import { open, readFile } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import type { Run } from "../model/run.ts";
import { parseRun } from "../report/run-reader.ts";

const GZIP = [0x1f, 0x8b];

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
}

/**
 * A run file, plain or gzip.
 *
 * @throws {DiagnosticError} with the line that is no run's, or where the file was cut or changed.
 */
export async function readSavedRun(path: string, file: string): Promise<Run> {
  const bytes = await readFile(path);
  const text = (isPacked(bytes) ? gunzipSync(bytes) : bytes).toString("utf8");
  return parseRun(text.replace(/\n$/, "").split("\n"), file);
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
