import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder that only its owner may open, and its missing parents; an existing folder is left as it is. Node's own
 * `recursive` is not used: it reports that a folder does not exist when the disk refuses one, and retries forever where
 * no folder can be made, as in `/proc`.
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  let refusal = await refusalOf(folder);
  if (refusal?.code === "ENOENT" && above !== folder) {
    await makeFolder(above);
    refusal = await refusalOf(folder);
  }
  if (refusal) throw refusal;
}

/** Why this one folder could not be made; undefined if it now exists. */
async function refusalOf(folder: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return undefined;
  } catch (error) {
    const refusal = error as NodeJS.ErrnoException;
    return refusal.code === "EEXIST" ? undefined : refusal;
  }
}
