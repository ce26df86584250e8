import type { Library } from "../model/library.ts";
import { compilePack as compile } from "../rules/pack.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "./responsibility-knowledge.ts";

/** The rule pack of a folder, for the build: equal folders give equal bytes. */
export function compilePack(folder: string): Promise<Library> {
  return compile(folder, RESPONSIBILITY_KNOWLEDGE);
}
