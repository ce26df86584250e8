import { type Dirent, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";

const MOST_FILES = 10_000;
/** Installed packages below a folder hold no rules of its owner. */
const PACKAGES = "node_modules";

/**
 * What to read at `path`: for a folder, all files below it, with `/`, sorted, without following links, hidden files and
 * `node_modules` left out; for a file, that one. Empty if nothing is there.
 *
 * @throws {DiagnosticError} if there are too many.
 */
export function listRuleFiles(path: string): { readonly dir: string; readonly listed: readonly string[] } {
  if (isFile(path)) return { dir: dirname(path), listed: [basename(path)] };
  return { dir: path, listed: listFiles(path, "").toSorted() };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function listFiles(directory: string, below: string): string[] {
  const files: string[] = [];
  for (const entry of entriesOf(join(directory, below))) {
    if (entry.name.startsWith(".") || entry.name === PACKAGES) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...listFiles(directory, path));
    else if (entry.isFile()) files.push(path);
    if (files.length > MOST_FILES) throw new DiagnosticError([tooMany(directory)]);
  }
  return files;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}

function tooMany(file: string): Diagnostic {
  const message = `more than ${MOST_FILES} files are below it`;
  const help = "give the folder that holds the rules, or one file";
  return { code: "folder-too-large", severity: "error", file, line: 0, column: 0, length: 0, message, help };
}
