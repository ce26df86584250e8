import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import { DECLARED, type Read, type SnapshotEntry } from "../../model/resource.ts";
import type { DeclaredRead } from "../arguments/source-arguments.ts";
import { misuse, unknownWords } from "../library/choose-rules.ts";

/** What the user declares as completely read, as entries that come before those of the sources. */
export function declaredReads(declared: readonly DeclaredRead[], { fields }: Library): { readonly read: Read }[] {
  const types = new Map(Object.keys(fields).map((type) => [type.toLowerCase(), type]));
  const problems = unknownWords(
    declared.map(({ type }) => type),
    () => [...types.values()],
    "resource type",
    "--declare-read",
  );
  if (problems.length > 0) throw new DiagnosticError(problems);
  return declared.map(({ type: written, account, region }) => {
    const type = types.get(written.toLowerCase())!;
    const provider = fields[type]!.provider;
    if (provider === undefined)
      throw new DiagnosticError([misuse(`it is not known who provides ${type}`, "leave it out")]);
    const read: Read = { provider, account: account ?? "*", region: region ?? "*", type, call: DECLARED };
    return { read };
  });
}

/** Shown in the report, since this coverage is only declared. */
export function declaredWarnings(declared: readonly DeclaredRead[]): string[] {
  return declared.map(
    ({ type, account, region }) =>
      `that ${type} was read completely${account === undefined ? "" : ` in ${account}`}${region === undefined ? "" : ` ${region}`} was declared, not seen`,
  );
}

/** Yields `entries` first, then the batches. */
export async function* preceded(
  entries: readonly SnapshotEntry[],
  batches: AsyncIterable<readonly SnapshotEntry[]>,
): AsyncGenerator<readonly SnapshotEntry[]> {
  yield entries;
  yield* batches;
}
