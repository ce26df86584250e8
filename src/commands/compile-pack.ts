import { compilePack as compile, writePack } from "../rules/pack.ts";
import { writeIndex } from "../rules/rule-index.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "./responsibility-knowledge.ts";

/** What ships of a folder of rules, by file name, for the build: equal folders give equal texts. */
export async function compilePack(folder: string): Promise<Readonly<Record<string, string>>> {
  const library = await compile(folder, RESPONSIBILITY_KNOWLEDGE);
  return { "pack.json": writePack(library), "rules.json": writeIndex(library.rules) };
}
