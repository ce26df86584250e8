import { mergeParts } from "../../assess/merge/merge-parts.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { foldsCase, type Library } from "../../model/library.ts";
import type { ScopePart } from "../../model/resource.ts";
import type { ExpectedPlace } from "../arguments/source-arguments.ts";
import { unknownWords } from "../library/choose-rules.ts";

/**
 * Turns what the user expects into parts of a scope.
 *
 * @throws {DiagnosticError} for an unknown provider, from which nothing could ever be read.
 */
export function expectedPlaces(places: readonly ExpectedPlace[], { providers }: Library): ScopePart[] {
  const known = Object.keys(providers);
  const problems = unknownWords(
    places.map(({ provider }) => provider),
    () => known,
    "provider",
    "--expected",
  );
  if (problems.length > 0) throw new DiagnosticError(problems);
  return mergeParts(
    places.map(({ provider: written, account, region }) => {
      const provider = written.toLowerCase();
      const folds = foldsCase(providers, provider);
      return {
        provider,
        account: folds ? account.toLowerCase() : account,
        ...(region !== undefined && { regions: [region] }),
      };
    }),
  );
}
