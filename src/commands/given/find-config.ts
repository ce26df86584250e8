import { dirname, join, relative } from "node:path";
import { isThere } from "../is-there.ts";

const NAMES = ["demarc.yaml", "demarc.json"];

/**
 * The nearest `demarc.yaml` from `cwd` up to the root of the repository; without a repository, only one in `cwd` itself.
 * Undefined if there is none.
 */
export async function findConfig(cwd: string): Promise<string | undefined> {
  const root = await repositoryRoot(cwd);
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of NAMES) if (await isThere(join(folder, name))) return relative(cwd, join(folder, name));
    if (root === undefined || folder === root) return undefined;
  }
}

async function repositoryRoot(cwd: string): Promise<string | undefined> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (await isThere(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
