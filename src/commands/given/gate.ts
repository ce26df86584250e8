import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { compareWithBaseline } from "../../assess/baseline.ts";
import { applyExemptions } from "../../assess/exemptions/apply.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../diagnostics/format.ts";
import { foldsCase, type Library } from "../../model/library.ts";
import type { Run } from "../../model/run.ts";
import type { GateChoice, GateFiles } from "../arguments/arguments.ts";
import { misuse } from "../library/choose-rules.ts";
import type { Io } from "../io.ts";
import { says } from "../log.ts";
import { readWritten } from "./read-written.ts";

type Choice = GateChoice & GateFiles;

/** Applies to a run what people wrote, and adds the digest of their text to the run's digests. */
export type Gate = (run: Run) => Run;

/**
 * Opens what a run will be compared with: the exemptions, then the baseline. Call it before anything is read, so that a
 * mistake is found before a long collection. Warnings about the files go to stderr.
 *
 * @throws {DiagnosticError} listing every mistake in the files, or if the gate would silently let anything through.
 */
export async function openGate(choice: Choice, library: Library, asOf: string, io: Io): Promise<Gate> {
  refuseSilence(choice, io.env);
  const exempt = await openExemptions(choice, library, asOf, io);
  const compare = await openBaseline(choice, library, io);
  return (run) => compare(exempt(run));
}

/** In a pipeline, there must be a limit to how much may be unknown. */
function refuseSilence({ allowIncomplete, maxUnknown }: Choice, env: Io["env"]): void {
  if (maxUnknown !== undefined && !allowIncomplete)
    throw new DiagnosticError([misuse("--max-unknown without --allow-incomplete", "give both, or neither")]);
  if (allowIncomplete && maxUnknown === undefined && inPipeline(env)) {
    throw new DiagnosticError([
      misuse(
        "--allow-incomplete without a limit, where CI is set",
        "give the number that may be unknown: --max-unknown N",
      ),
    ]);
  }
}

function inPipeline({ CI: ci }: Io["env"]): boolean {
  return ci !== undefined && ci !== "" && ci !== "0" && ci !== "false";
}

const same: Gate = (run) => run;

async function openExemptions(choice: Choice, library: Library, asOf: string, io: Io): Promise<Gate> {
  const { exemptions: file, longestExemption: longest, strictExemptions: strict } = choice;
  if (file === undefined) return same;
  const text = await readWritten(file, "the exemptions", io);
  // These readers bring a parser and its shapes with them, so they are loaded only if there is something to read.
  const { readExemptions } = await import("../../assess/exemptions/read.ts");
  const { grants, diagnostics } = readExemptions(text, file, {
    rules: presentIds(library),
    providers: Object.keys(library.providers),
    asOf,
    now: io.now(),
    longest,
  });
  if (diagnostics.some(({ severity }) => severity === "error")) throw new DiagnosticError(diagnostics);
  for (const one of says(io, "warning") ? diagnostics : []) await io.stderr.write(`${formatDiagnostic(one, text)}\n`);
  const { createPlaceOf } = await import("../../assess/exemptions/reach.ts");
  const folds = (provider: string): boolean => foldsCase(library.providers, provider);
  const options = { strict, foldsCase: folds, placeOf: createPlaceOf(library) };
  return (run) => shapedBy("exemptions", text, applyExemptions(run, grants, options));
}

async function openBaseline({ baseline: file }: Choice, library: Library, io: Io): Promise<Gate> {
  if (file === undefined) return same;
  const { readSavedRun } = await import("../judged/saved-run.ts");
  const baseline = await readSavedRun(resolve(io.cwd, file), file);
  const present = presentIds(library);
  const known = baseline.evaluations
    .filter(({ outcome }) => outcome === "fail")
    .map(({ fingerprint, facts_digest: facts, severity }) => `${fingerprint} ${facts} ${severity}\n`)
    .toSorted();
  return (run) =>
    shapedBy(
      "baseline",
      known.join(""),
      compareWithBaseline(run, baseline, (id) => present.get(id) ?? id),
    );
}

/** Maps every id that a rule has or had to its present one. */
export function presentIds({ rules }: Library): ReadonlyMap<string, string> {
  const ids = rules.flatMap(({ id, first_id: first, aliases }) =>
    [id, ...aliases, ...(first === undefined ? [] : [first])].map((one) => [one, id] as const),
  );
  return new Map(ids);
}

function shapedBy(name: string, text: string, run: Run): Run {
  return { ...run, digests: { ...run.digests, [name]: createHash("sha256").update(text).digest("hex") } };
}
