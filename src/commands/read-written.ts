import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { readTextFile } from "../rules/read-text-file.ts";
import { causeOf } from "./cause-of.ts";
import type { Io } from "./io.ts";

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
  ENOENT: "it is not there",
};

/**
 * The text of a file that people write; `what` is how messages call it: `the exemptions`.
 *
 * @throws {DiagnosticError} where it cannot be read.
 */
export async function readWritten(file: string, what: string, { cwd }: Pick<Io, "cwd">): Promise<string> {
  return readTextFile(resolve(cwd, file)).catch((error: unknown) => {
    const place = { file, line: 0, column: 0, length: 0 };
    const message = `${what} could not be read: ${causeOf(error, CAUSES)}`;
    throw new DiagnosticError([
      { code: "file-not-read", severity: "error", ...place, message, help: "name another file, or none" },
    ]);
  });
}
