import { resolve } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { readTextFile } from "../../rules/read-text-file.ts";
import { causeOf } from "../cause-of.ts";
import { CAUSES_UNREAD } from "../given/read-written.ts";

/** The most lines reported as not being accounts; naming the wrong file shows in the first of them. */
const MOST_TOLD = 100;
const LONGEST_SHOWN = 60;

/**
 * The accounts in a file, one per line; `#` starts a comment, and blank lines are ignored.
 *
 * @throws {DiagnosticError} if the file cannot be read, names no account, or has lines that are not accounts; these are
 *   reported together, at most `MOST_TOLD`.
 */
export async function readAccountFile(file: string, cwd: string): Promise<readonly string[]> {
  const text = await readTextFile(resolve(cwd, file)).catch((error: unknown): never => {
    const message = `the list of accounts could not be read: ${causeOf(error, CAUSES_UNREAD)}`;
    throw new DiagnosticError([problem(file, { message, help: "name a file with one 12-digit account per line" })]);
  });
  const written = text.split(/\r?\n/);
  const lines = written.map((line) => line.replace(/#.*$/, "").trim());
  const wrong = lines.flatMap((line, index) => (line === "" || /^\d{12}$/.test(line) ? [] : [index]));
  if (wrong.length > 0) {
    const told = wrong.slice(0, MOST_TOLD);
    throw new DiagnosticError(told.map((index) => wrongLine(file, lines[index]!, index + 1, written[index]!)));
  }
  const accounts = lines.filter((line) => line !== "");
  if (accounts.length > 0) return accounts;
  throw new DiagnosticError([problem(file, { message: "the list names no account", help: "write one per line" })]);
}

function wrongLine(file: string, found: string, line: number, written: string): Diagnostic {
  const message = `expected an account of 12 digits, found "${found.length > LONGEST_SHOWN ? `${found.slice(0, LONGEST_SHOWN)}…` : found}"`;
  const place = { line, column: written.indexOf(found) + 1, length: found.length };
  return { ...problem(file, { message, help: "write one account per line; # starts a comment" }), ...place };
}

function problem(file: string, said: Pick<Diagnostic, "message"> & { readonly help: string }): Diagnostic {
  return { code: "account-file", severity: "error", file, line: 0, column: 0, length: 0, ...said };
}
