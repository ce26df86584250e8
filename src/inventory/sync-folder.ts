import { open } from "node:fs/promises";

/** Syncs a folder to disk, so that the names of its files are there too. Some systems cannot do this, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
