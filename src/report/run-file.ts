import { createHash } from "node:crypto";
import type { Run } from "../model/run.ts";
import { canonical, safeJson } from "./canonical.ts";
import { byId, compareBlindSpots, compareEvaluations, compareExemptions, sortedBaseline } from "./order.ts";

export const RUN_FORMAT = "demarc-run";
/** Of the run file. A reader takes its own version only. */
export const RUN_VERSION = 1;

/**
 * The run as the lines of a run file, without line breaks: `header`, `rule`, `evaluation`, `blind_spot`,
 * `exemption`, `baseline` (where there is one), `estate`, `party`, `unit`, `attestation`, `provider_word`, `summary` and
 * `end`, each an object with that one key. The end has the count of each kind and the SHA-256 over all lines
 * before it, each with a `\n` behind it. Equal runs give equal lines.
 */
export function* runLines(run: Run): Generator<string, void> {
  const hash = createHash("sha256");
  for (const [kind, record] of records(run)) {
    const line = safeJson({ [kind]: canonical(record) });
    hash.update(`${line}\n`);
    yield line;
  }
  const counts = {
    rules: run.rules.length,
    evaluations: run.evaluations.length,
    blind_spots: run.blind_spots.length,
    exemptions: run.exemptions.length,
    attestations: run.attestations.length,
  };
  yield safeJson({ end: { counts, sha256: hash.digest("hex") } });
}

function* records(run: Run): Generator<[kind: string, record: unknown], void> {
  const { tool, scope, as_of, digests, judging, warnings } = run;
  yield ["header", { format: RUN_FORMAT, version: RUN_VERSION, tool, scope, as_of, digests, judging, warnings }];
  for (const rule of run.rules.toSorted(byId)) yield ["rule", rule];
  for (const evaluation of run.evaluations.toSorted(compareEvaluations)) yield ["evaluation", evaluation];
  for (const spot of run.blind_spots.toSorted(compareBlindSpots)) yield ["blind_spot", spot];
  for (const exemption of run.exemptions.toSorted(compareExemptions)) yield ["exemption", exemption];
  if (run.baseline) yield ["baseline", sortedBaseline(run.baseline)];
  for (const part of run.estate) yield ["estate", part];
  for (const party of run.parties.toSorted(byId)) yield ["party", party];
  for (const unit of run.units.toSorted(byId)) yield ["unit", unit];
  for (const attestation of run.attestations.toSorted(byId)) yield ["attestation", attestation];
  for (const word of run.provider_words ?? []) yield ["provider_word", word];
  yield ["summary", run.summary];
}
