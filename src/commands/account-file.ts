import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { causeOf } from "./cause-of.ts";

/**
 * The accounts that a file names, one a line; what stands behind `#` is a remark, and blank lines say nothing.
 *
 * @throws {DiagnosticError} where the file cannot be read, names none, or a line is no account: all of them at once.
 */
export async function readAccountFile(file: string, cwd: string): Promise<readonly string[]> {
  const text = await readFile(resolve(cwd, file), "utf8").catch((error: unknown): never => {
    const message = `the list of accounts could not be read: ${causeOf(error, { ENOENT: "there is no such file" })}`;
    throw new DiagnosticError([problem(file, { message, help: "name a file with an account of 12 digits a line" })]);
  });
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*$/, "").trim());
  const wrong = lines.flatMap((line, index) =>
    line === "" || /^\d{12}$/.test(line) ? [] : [wrongLine(file, line, index + 1, text.split(/\r?\n/)[index]!)],
  );
  if (wrong.length > 0) throw new DiagnosticError(wrong);
  const accounts = lines.filter((line) => line !== "");
  if (accounts.length > 0) return accounts;
  throw new DiagnosticError([problem(file, { message: "the list names no account", help: "write one a line" })]);
}

function wrongLine(file: string, found: string, line: number, written: string): Diagnostic {
  const message = `expected an account of 12 digits, found "${found}"`;
  const place = { line, column: written.indexOf(found) + 1, length: found.length };
  return { ...problem(file, { message, help: "write one account a line, remarks behind #" }), ...place };
}

function problem(file: string, said: Pick<Diagnostic, "message"> & { readonly help: string }): Diagnostic {
  return { code: "account-file", severity: "error", file, line: 0, column: 0, length: 0, ...said };
}
