import { createHash } from "node:crypto";
import { RUN_FORMAT } from "../model/run.ts";
import type { Evaluation, Run } from "../model/run.ts";
import { canonicalJson, ONE_LINE, safeJson } from "./canonical.ts";
import { createEvaluationWriter } from "./evaluation-json.ts";
import { byId, compareBlindSpots, compareEvaluations, compareExemptions, sortedBaseline } from "./order.ts";
import { type Piece, type Records, recordsOf } from "./records.ts";

/** Version of the run file. A reader accepts only its own version. */
export const RUN_VERSION = 1;

/**
 * The run as the lines of a run file, some in a piece: `header`, `rule`, `evaluation`, `blind_spot`,
 * `exemption`, `baseline` (where there is one), `estate`, `party`, `unit`, `attestation`, `provider_word`, `summary` and
 * `end`, each an object with that one key. The end has the count of each kind and the SHA-256 over all lines
 * before it, each with its line break. Equal runs give equal bytes. `evaluations`: theirs, written as they came.
 */
export function* runPieces(
  run: Run,
  evaluations = recordsOf(run.evaluations.toSorted(compareEvaluations), createRunRecord()),
): Generator<Piece, void> {
  const hash = createHash("sha256");
  for (const piece of linesOf(run, evaluations)) {
    hash.update(piece);
    yield piece;
  }
  const counts = {
    rules: run.rules.length,
    evaluations: evaluations.count,
    blind_spots: run.blind_spots.length,
    exemptions: run.exemptions.length,
    attestations: run.attestations.length,
  };
  yield `${safeJson({ end: { counts, sha256: hash.digest("hex") } })}\n`;
}

/** The line of an evaluation. */
export function createRunRecord(): (evaluation: Evaluation) => string {
  const write = createEvaluationWriter(ONE_LINE);
  return (evaluation) => `{"evaluation":${write(evaluation)}}\n`;
}

function* linesOf(run: Run, evaluations: Records): Generator<Piece, void> {
  const { tool, scope, as_of, digests, judging, warnings } = run;
  yield line("header", { format: RUN_FORMAT, version: RUN_VERSION, tool, scope, as_of, digests, judging, warnings });
  for (const rule of run.rules.toSorted(byId)) yield line("rule", rule);
  yield* evaluations.pieces("");
  for (const spot of run.blind_spots.toSorted(compareBlindSpots)) yield line("blind_spot", spot);
  for (const exemption of run.exemptions.toSorted(compareExemptions)) yield line("exemption", exemption);
  if (run.baseline) yield line("baseline", sortedBaseline(run.baseline));
  for (const part of run.estate) yield line("estate", part);
  for (const party of run.parties.toSorted(byId)) yield line("party", party);
  for (const unit of run.units.toSorted(byId)) yield line("unit", unit);
  for (const attestation of run.attestations.toSorted(byId)) yield line("attestation", attestation);
  for (const word of run.provider_words ?? []) yield line("provider_word", word);
  yield line("summary", run.summary);
}

function line(kind: string, record: unknown): string {
  return `{"${kind}":${canonicalJson(record, ONE_LINE)}}\n`;
}
