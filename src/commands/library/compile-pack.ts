import { compilePack as compile, writePack } from "../../rules/write-pack.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "./responsibility-knowledge.ts";

/** Compiles a folder of rules into the files that ship, by file name, for the build. Equal folders give equal texts. */
export async function compilePack(folder: string): Promise<Readonly<Record<string, string>>> {
  return { "rules.pack": writePack(await compile(folder, RESPONSIBILITY_KNOWLEDGE)) };
}
