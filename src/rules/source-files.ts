import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Reporter } from "../source/reporter.ts";
import { createReporter } from "../source/reporter.ts";
import type { SourceNode } from "../source/source-node.ts";
import { readSource } from "../source/yaml-source.ts";
import { listRuleFiles } from "./list-files.ts";
import { NO_TEXT, readTextFile } from "./read-text-file.ts";

/** The files of one load: each read once, with its mistakes and text kept together. */
export interface SourceFiles {
  readonly list: typeof listRuleFiles;
  readonly text: (path: string, reporter: Reporter) => Promise<string | null>;
  /** The file as positioned nodes; null if it cannot be used, which has been reported. */
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
      const { code, message } = error as NodeJS.ErrnoException;
      const help = message === NO_TEXT ? "save it as UTF-8" : undefined;
      to.error(null, "file-unreadable", `cannot be read: ${code ?? message}`, help);
      return null;
    }
  };
  return {
    list: listRuleFiles,
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

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
