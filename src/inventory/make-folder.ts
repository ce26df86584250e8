import { mkdir } from "node:fs/promises";

/**
 * Makes a folder that only its owner may open, with those above it; one that is there stays as it is. At first without those
 * above: where the disk refuses them, Node says that a folder is not there.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") await mkdir(folder, { recursive: true, mode: 0o700 });
    else if (code !== "EEXIST") throw error;
  }
}
