import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Library } from "../model/library.ts";
import { readPack } from "../rules/pack.ts";
import type { Io } from "./io.ts";

/** The shipped library, from the pack that the build made: no YAML is parsed. */
export async function openLibrary({ share }: Pick<Io, "share">): Promise<Library> {
  return readPack(await readFile(join(share, "pack.json"), "utf8"));
}
