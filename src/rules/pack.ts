import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Library } from "../model/library.ts";
import { digestsOf, trustDigests } from "./digests.ts";
import type { PackDigests } from "./digests.ts";
import type { ResponsibilityKnowledge } from "./load-responsibility.ts";

/**
 * The shipped library, checked and ready to be written as one JSON file: equal folders give equal bytes.
 * @throws {DiagnosticError} with every mistake in the folder.
 */
export async function compilePack(directory: string, responsibility?: ResponsibilityKnowledge): Promise<Library> {
  // Loaded here only: a program that reads its pack parses no YAML.
  const { loadLibrary } = await import("./load-library.ts");
  const options = { shipped: true, ...(responsibility && { responsibility }) };
  const { library, diagnostics } = await loadLibrary(directory, options);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
  return library;
}

/** The library as the one file that the program reads, with digests that no start has to reckon. */
export function writePack(library: Library): string {
  return JSON.stringify({ ...library, digests: digestsOf(library) });
}

/**
 * The library out of a pack's text. The pack was made by {@link writePack} when the program was built and is trusted:
 * only its version is looked at.
 * @throws {Error} where the text is no pack of this version of the language.
 */
export function readPack(json: string): Library {
  const { digests, ...library } = JSON.parse(json) as Library & { readonly digests?: PackDigests };
  if (library.language !== 1) throw new Error("the rule pack is of another version: build the program again");
  if (digests) trustDigests(library, digests);
  return library;
}
