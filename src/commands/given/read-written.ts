import { resolve } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { readTextFile } from "../../rules/read-text-file.ts";
import { causeOf } from "../cause-of.ts";
import type { Io } from "../io.ts";

/** What a system error means to the person who named the file. */
export const CAUSES_UNREAD: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
  ELOOP: "its links lead back to itself",
  ENOENT: "it does not exist",
};

type Place = Pick<Io, "cwd">;

/**
 * The text of a file that people write; `what` is its name in messages: `the exemptions`.
 *
 * @throws {DiagnosticError} if it cannot be read.
 */
export async function readWritten(file: string, what: string, { cwd }: Place): Promise<string> {
  return readTextFile(resolve(cwd, file)).catch((error: unknown) => {
    throw cannotRead(file, what, error);
  });
}

/**
 * The same for a file that demarc may have started itself; undefined if it does not exist. `largest` is in bytes.
 *
 * @throws {DiagnosticError} if it exists but cannot be read.
 */
export async function readWrittenBefore(
  file: string,
  what: string,
  { cwd }: Place,
  largest?: number,
): Promise<string | undefined> {
  return readTextFile(resolve(cwd, file), largest).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw cannotRead(file, what, error);
  });
}

function cannotRead(file: string, what: string, error: unknown): DiagnosticError {
  const place = { file, line: 0, column: 0, length: 0 };
  const message = `${what} could not be read: ${causeOf(error, CAUSES_UNREAD)}`;
  return new DiagnosticError([
    { code: "file-not-read", severity: "error", ...place, message, help: "name another file, or none" },
  ]);
}
