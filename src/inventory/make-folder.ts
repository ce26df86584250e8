import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder that only its owner may open, with those above it; one that is there stays as it is. Node's own `recursive`
 * is not asked: it says that a folder is not there where the disk refuses one, and tries without end where no folder can be
 * made, as in `/proc`.
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

/** Why this one folder could not be made; undefined where it is there now. */
async function refusalOf(folder: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return undefined;
  } catch (error) {
    const refusal = error as NodeJS.ErrnoException;
    return refusal.code === "EEXIST" ? undefined : refusal;
  }
}
