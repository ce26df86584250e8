import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Reporter } from "../source/reporter.ts";
import { createReporter } from "../source/reporter.ts";
import type { SourceNode } from "../source/source-node.ts";
import { readSource } from "../source/yaml-source.ts";
import { readTextFile } from "./read-text-file.ts";

const MOST_FILES = 10_000;
/** Other people's packages below a folder hold no rules of its owner. */
const PACKAGES = "node_modules";

/** The files of one loading: read once, their mistakes and texts kept together. */
export interface SourceFiles {
  /**
   * What is to be read at `path`: of a folder all files below it, with `/`, sorted, links not followed, hidden files and `node_modules` left out; of a
   * file that one. Nothing is listed where nothing is there.
   */
  readonly list: (path: string) => Promise<{ readonly dir: string; readonly listed: readonly string[] }>;
  readonly text: (path: string, reporter: Reporter) => Promise<string | null>;
  /** The file as positioned nodes; null where it cannot be used, which has been reported. */
  readonly yaml: (path: string) => Promise<SourceFile>;
  readonly reporter: (path: string) => Reporter;
  readonly diagnostics: () => Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

export interface SourceFile {
  readonly path: string;
  readonly node: SourceNode | null;
  readonly reporter: Reporter;
}

export function createSourceFiles(): SourceFiles {
  const reporters = new Map<string, Reporter>();
  const texts = new Map<string, string>();
  const reporter = (path: string): Reporter => {
    const made = reporters.get(path) ?? createReporter(path);
    reporters.set(path, made);
    return made;
  };
  const text = async (path: string, to: Reporter): Promise<string | null> => {
    try {
      const read = await readTextFile(path);
      texts.set(path, read);
      return read;
    } catch (error) {
      to.error(
        null,
        "file-unreadable",
        `cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
      );
      return null;
    }
  };
  return {
    list: async (path) => {
      const found = await stat(path).catch(() => null);
      if (found?.isFile()) return { dir: dirname(path), listed: [basename(path)] };
      return { dir: path, listed: (await listFiles(path, "")).toSorted() };
    },
    text,
    yaml: async (path) => {
      const to = reporter(path);
      const read = await text(path, to);
      return { path, node: read === null ? null : readSource(read, to), reporter: to };
    },
    reporter,
    diagnostics: () => [...reporters.values()].flatMap(({ diagnostics }) => diagnostics),
    texts,
  };
}

async function listFiles(directory: string, below: string): Promise<string[]> {
  const entries = await readdir(join(directory, below), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
      throw error;
    },
  );
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === PACKAGES) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listFiles(directory, path)));
    else if (entry.isFile()) files.push(path);
    if (files.length > MOST_FILES) throw new DiagnosticError([tooMany(directory)]);
  }
  return files;
}

function tooMany(file: string): Diagnostic {
  const message = `more than ${MOST_FILES} files are below it`;
  const help = "give the folder that holds the rules, or one file";
  return { code: "folder-too-large", severity: "error", file, line: 0, column: 0, length: 0, message, help };
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}
