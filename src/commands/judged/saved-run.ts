import { open, stat } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { isHandedOver } from "../../inventory/input-files.ts";
import { isTooDeep, TOO_DEEP } from "../../inventory/json-text.ts";
import { MAX_TEXT, splitLines } from "../../inventory/line-blocks.ts";
import { fileChunks, textBytes } from "../../inventory/open-bytes.ts";
import type { Run } from "../../model/run.ts";
import { createRunReader } from "../../report/run-reader.ts";
import { causeOf } from "../cause-of.ts";
import { CAUSES_UNREAD } from "../given/read-written.ts";
import { LARGEST_RUN, SMALLER_RUNS } from "./largest-run.ts";

const GZIP = [0x1f, 0x8b];

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
}

/**
 * Reads a run file, plain or gzip, line by line.
 *
 * @throws {DiagnosticError} if it cannot be read, was cut or was changed; it names the line that does not belong to a run.
 */
export async function readSavedRun(path: string, file: string): Promise<Run> {
  const reader = createRunReader(file);
  const lines = splitLines(
    ({ bytes, line: first }) => {
      for (const [index, line] of bytes.toString("utf8").replace(/\n$/, "").split("\n").entries()) {
        if (isTooDeep(line)) throw new Error(`line ${first + index}: ${TOO_DEEP}`);
        reader.line(line);
      }
    },
    (line) => {
      throw new Error(`line ${line} has more than ${MAX_TEXT} bytes`);
    },
  );
  try {
    if ((await sizeOfFile(path)) > LARGEST_RUN) throw tooLarge(file);
    let length = 0;
    for await (const chunk of textBytes(fileChunks(path))) {
      length += chunk.length;
      if (length > LARGEST_RUN) throw tooLarge(file);
      lines.push(chunk);
    }
    lines.end();
  } catch (error) {
    throw error instanceof DiagnosticError ? error : new DiagnosticError([cannotRead(file, error)]);
  }
  return reader.end();
}

function tooLarge(file: string): DiagnosticError {
  const message = `the run could not be read: it has more than ${LARGEST_RUN} bytes unpacked`;
  const place = { file, line: 0, column: 0, length: 0 };
  return new DiagnosticError([{ code: "run-not-read", severity: "error", ...place, message, help: SMALLER_RUNS }]);
}

/** The size of the file in bytes. Something that can be read without end is not a file. */
async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory() && !isHandedOver(path)) throw new Error("it is not a file");
  return found.size;
}

const CAUSES: Readonly<Record<string, string>> = {
  ...CAUSES_UNREAD,
  Z_BUF_ERROR: "it is compressed and damaged",
  Z_DATA_ERROR: "it is compressed and damaged",
};

function cannotRead(file: string, error: unknown): Diagnostic {
  const message = `the run could not be read: ${causeOf(error, CAUSES)}`;
  const help = "give a file that `demarc scan --save` wrote";
  return { code: "run-not-read", severity: "error", file, line: 0, column: 0, length: 0, message, help };
}

const BEGINNING = 4_096;

/** Whether the file starts like a run; it may still be broken. */
export async function looksLikeRun(path: string): Promise<boolean> {
  const file = await sizeOfFile(path).then(
    () => open(path),
    () => null,
  );
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
