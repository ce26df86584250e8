import { relative, resolve, sep } from "node:path";
import { loadLibrary } from "../../rules/load-library.ts";
import type { Loaded } from "../../rules/load-library.ts";
import type { Io } from "../io.ts";
import { openLibrary, rulesFolder } from "./library.ts";
import { RESPONSIBILITY_KNOWLEDGE as responsibility } from "./responsibility-knowledge.ts";

/**
 * The rules in these folders and files with their examples and mistakes: people's own beside the shipped ones, or a part
 * of the shipped ones, where all of it lies in their folder. No path: all the shipped ones.
 */
export async function loadWrittenRules(paths: readonly string[], io: Io): Promise<Loaded> {
  const home = relative(io.cwd, rulesFolder(io)) || ".";
  const lies = (file: string, path: string): boolean => {
    const [inner, outer] = [resolve(io.cwd, file), resolve(io.cwd, path)];
    return inner === outer || inner.startsWith(`${outer}${sep}`);
  };
  const besideShipped = async (): Promise<Loaded> =>
    loadLibrary(paths, { base: await openLibrary(io), responsibility });
  if (!paths.every((path) => lies(path, home))) return besideShipped();
  // A shipped rule is no second rule of its own name: all are read, and what lies elsewhere is left out.
  const loaded = await loadLibrary(home, { shipped: true, responsibility });
  const read = [...loaded.texts.keys()];
  // It says what is wrong with a path that holds nothing.
  if (!paths.every((path) => read.some((file) => lies(file, path)))) return besideShipped();
  const asked = ({ file }: { readonly file: string }): boolean =>
    paths.length === 0 || paths.some((path) => lies(file, path));
  return {
    ...loaded,
    examples: loaded.examples.filter(asked),
    conditionExamples: loaded.conditionExamples.filter(asked),
    diagnostics: loaded.diagnostics.filter(asked),
    texts: new Map([...loaded.texts].filter(([file]) => asked({ file }))),
  };
}
