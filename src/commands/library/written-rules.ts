import { relative, resolve, sep } from "node:path";
import { loadLibrary } from "../../rules/load-library.ts";
import type { Loaded } from "../../rules/load-library.ts";
import type { Io } from "../io.ts";
import { openLibrary, rulesFolder } from "./library.ts";
import { RESPONSIBILITY_KNOWLEDGE as responsibility } from "./responsibility-knowledge.ts";

/**
 * Loads the rules in these folders and files, with their examples and mistakes: custom rules beside the shipped ones, or some
 * of the shipped ones if all paths lie in their folder. Without a path, all the shipped ones.
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
  // All shipped rules are read and the others left out, since a shipped rule beside itself would be a second one of its name.
  const loaded = await loadLibrary(home, { shipped: true, responsibility });
  const read = [...loaded.texts.keys()];
  // Loading them reports a path that holds nothing.
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
