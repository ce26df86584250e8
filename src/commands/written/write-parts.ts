import { join, resolve } from "node:path";
import { makeFolder } from "../../inventory/make-folder.ts";
import type { Io } from "../io.ts";
import { writeWhole, writing } from "./write-whole.ts";

export interface Part {
  /** Of its file. */
  readonly name: string;
  /** What it is for. */
  readonly head?: string;
  readonly text: string;
}

/** Writes each to a file of its own in the folder; without one all to stdout, several with their names before them. */
export async function writeParts(parts: readonly Part[], folder: string | undefined, io: Io): Promise<void> {
  if (folder !== undefined) {
    await writing(folder, makeFolder(resolve(io.cwd, folder)));
    for (const { name, text } of parts) await writeWhole(join(resolve(io.cwd, folder), name), [text]);
    return io.stderr.write(`${parts.map(({ name }) => join(folder, name)).join(", ")} written\n`);
  }
  for (const { name, head = "", text } of parts) {
    await io.stdout.write(parts.length === 1 ? text : `# ${name}: ${head}\n${text}\n`);
  }
}
