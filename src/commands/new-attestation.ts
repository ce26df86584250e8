import { resolve } from "node:path";
import { stringify } from "yaml";
import { readAttestations } from "../assess/attestations/read-attestations.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Library } from "../model/library.ts";
import type { NewAttestationArguments } from "./arguments/new-arguments.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { attestationFacts } from "./given/open-attestations.ts";
import { readWrittenBefore } from "./given/read-written.ts";
import { holdsNothing } from "./written/append-entry.ts";
import { schemaComment } from "./written/schema-comment.ts";
import { writeWhole } from "./written/write-whole.ts";

const HEAD = schemaComment("attestations");
const UNREAD = " reviewed_by: who has read it; until somebody has, it does not count";

/** Adds an attestation to `attestations.yaml`. It does not count until a person has put their name to it. */
export const run: Command<NewAttestationArguments> = async (args, io) => {
  const { id, file } = args;
  const path = resolve(io.cwd, file);
  const before = (await readWrittenBefore(file, "the attestations", io)) ?? "";
  const library = await openLibrary(io);
  if (!holdsNothing(before)) refuse(mistakesOf(before, file, library));
  const text = added(before, args);
  refuse(mistakesOf(text, file, library));
  await writeWhole(path, [text]);
  await io.stdout.write(`${file}: ${id}; it counts once "reviewed_by" says who has read it\n`);
  return 0;
};

function mistakesOf(text: string, file: string, library: Library): Diagnostic[] {
  const { diagnostics } = readAttestations(text, file, attestationFacts(library, []));
  return diagnostics.filter(({ severity, code }) => severity === "error" || code === "attestations-unknown-rule");
}

function refuse(mistakes: readonly Diagnostic[]): void {
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
}

/** Adds one entry to the file and keeps everything else as it is. */
function added(before: string, { id, party, artifact, start, end, answers }: NewAttestationArguments): string {
  const scope = answers.length === 0 ? {} : { scope: { rules: answers } };
  const entry = { id, party, artifact, ...scope, period: { start, end }, evidence: { location: "where it lies" } };
  const own = `${stringify([entry]).trimEnd()}\n    #${UNREAD}\n`;
  return before === "" ? `${HEAD}${own}` : `${before.trimEnd()}\n\n${own}`;
}
