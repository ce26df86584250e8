import { open } from "node:fs/promises";

/** That a file is under its name is on the disk when its folder is. Some systems cannot do it, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
