import { compilePack as compile, writePack } from "../../rules/write-pack.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "./responsibility-knowledge.ts";

/** What ships of a folder of rules, by file name, for the build: equal folders give equal texts. */
export async function compilePack(folder: string): Promise<Readonly<Record<string, string>>> {
  return { "rules.pack": writePack(await compile(folder, RESPONSIBILITY_KNOWLEDGE)) };
}
