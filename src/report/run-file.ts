import { createHash } from "node:crypto";
import type { Run } from "../model/run.ts";
import { canonicalJson, ONE_LINE, safeJson } from "./canonical.ts";
import { createEvaluationWriter } from "./evaluation-json.ts";
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
  for (const [kind, text] of records(run)) {
    const line = `{"${kind}":${text}}`;
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

function* records(run: Run): Generator<[kind: string, text: string], void> {
  const { tool, scope, as_of, digests, judging, warnings } = run;
  const evaluation = createEvaluationWriter(ONE_LINE);
  yield one("header", { format: RUN_FORMAT, version: RUN_VERSION, tool, scope, as_of, digests, judging, warnings });
  for (const rule of run.rules.toSorted(byId)) yield one("rule", rule);
  for (const each of run.evaluations.toSorted(compareEvaluations)) yield ["evaluation", evaluation(each)];
  for (const spot of run.blind_spots.toSorted(compareBlindSpots)) yield one("blind_spot", spot);
  for (const exemption of run.exemptions.toSorted(compareExemptions)) yield one("exemption", exemption);
  if (run.baseline) yield one("baseline", sortedBaseline(run.baseline));
  for (const part of run.estate) yield one("estate", part);
  for (const party of run.parties.toSorted(byId)) yield one("party", party);
  for (const unit of run.units.toSorted(byId)) yield one("unit", unit);
  for (const attestation of run.attestations.toSorted(byId)) yield one("attestation", attestation);
  for (const word of run.provider_words ?? []) yield one("provider_word", word);
  yield one("summary", run.summary);
}

function one(kind: string, record: unknown): [kind: string, text: string] {
  return [kind, canonicalJson(record, ONE_LINE)];
}
