import { createHash } from "node:crypto";
import { z } from "zod";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { RunAttestation } from "../model/attestation.ts";
import type { RunExemption } from "../model/exemption.ts";
import type { OwnerParty, Unit } from "../model/owner.ts";
import type { ControlWord } from "../model/provider-word.ts";
import type { BlindSpot } from "../model/resource.ts";
import type { EstatePart, Evaluation, Run, RunBaseline, RunRule, RunSummary } from "../model/run.ts";
import { OUTCOMES } from "../model/words.ts";
import { RUN_FORMAT } from "../model/run.ts";
import { RUN_VERSION } from "./run-file.ts";
import { attestationSchema, partySchema, providerWordSchema, unitSchema } from "./duty-schema.ts";
import { createSharedEvaluations } from "./shared-evaluations.ts";
import {
  baselineSchema,
  blindSpotSchema,
  digestsSchema,
  estateSchema,
  evaluationSchema,
  exemptionSchema,
  judgingSchema,
  ruleSchema,
  scopeSchema,
  summarySchema,
  toolSchema,
} from "./schema.ts";

const headerSchema = z.object({
  format: z.literal(RUN_FORMAT),
  version: z.literal(RUN_VERSION),
  tool: toolSchema,
  scope: scopeSchema,
  as_of: z.string(),
  digests: digestsSchema,
  judging: z.exactOptional(judgingSchema),
  warnings: z.array(z.string()),
});
const endSchema = z.object({
  counts: z.object({
    rules: z.int(),
    evaluations: z.int(),
    blind_spots: z.int(),
    exemptions: z.int(),
    attestations: z.int(),
  }),
  sha256: z.string(),
});

/** Takes the lines of a run file one by one. Both functions throw a `DiagnosticError`. */
export interface RunReader {
  /** One line without its line break. */
  readonly line: (text: string) => void;
  /** To be called after the last line. */
  readonly end: () => Run;
}

/** `file` is the name that diagnostics give. */
export function createRunReader(file: string): RunReader {
  const rules: RunRule[] = [];
  const evaluations: Evaluation[] = [];
  const shared = createSharedEvaluations();
  const blindSpots: BlindSpot[] = [];
  const exemptions: RunExemption[] = [];
  const estate: EstatePart[] = [];
  const parties: OwnerParty[] = [];
  const units: Unit[] = [];
  const attestations: RunAttestation[] = [];
  const words: ControlWord[] = [];
  let header: z.infer<typeof headerSchema> | undefined;
  let summary: RunSummary | undefined;
  let baseline: RunBaseline | undefined;
  let end: z.infer<typeof endSchema> | undefined;
  let number = 0;
  const hash = createHash("sha256");

  const fail = (code: string, message: string, help?: string): never => {
    const place = { file, line: number, column: 0, length: 1 };
    throw new DiagnosticError([{ code, severity: "error", ...place, message, ...(help ? { help } : {}) }]);
  };
  const check = <T>(schema: z.ZodType<T>, record: unknown, kind: string): T => {
    const result = schema.safeParse(record);
    if (result.success) return result.data;
    const { path, message } = result.error.issues[0]!;
    return fail("run-bad-line", `${[kind, ...path].join(".")}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  };
  const take: Readonly<Record<string, (record: unknown) => void>> = {
    rule: (record) => rules.push(check(ruleSchema, record, "rule")),
    evaluation: (record) => evaluations.push(shared(check(evaluationSchema, record, "evaluation"))),
    blind_spot: (record) => blindSpots.push(check(blindSpotSchema, record, "blind_spot")),
    exemption: (record) => exemptions.push(check(exemptionSchema, record, "exemption")),
    baseline: (record) => {
      baseline = check(baselineSchema, record, "baseline");
    },
    estate: (record) => estate.push(check(estateSchema, record, "estate")),
    party: (record) => parties.push(check(partySchema, record, "party")),
    unit: (record) => units.push(check(unitSchema, record, "unit")),
    attestation: (record) => attestations.push(check(attestationSchema, record, "attestation")),
    provider_word: (record) => words.push(check(providerWordSchema, record, "provider_word")),
    summary: (record) => {
      summary = check(summarySchema, record, "summary");
    },
    end: (record) => {
      end = check(endSchema, record, "end");
    },
  };

  const line = (text: string): void => {
    number += 1;
    const [kind, record] =
      parseLine(text) ??
      fail("run-bad-line", 'expected one object with one key, e.g. {"rule": …}', header ? undefined : HELP_NOT_A_RUN);
    if (header === undefined) {
      if (kind !== "header") fail("run-not-a-run", `expected the header of a run, found "${kind}"`, HELP_NOT_A_RUN);
      header = check(headerSchema, record, "header");
    } else if (end !== undefined) {
      fail("run-bad-line", `found "${kind}" after the end line`, "keep one run a file");
    } else if (Object.hasOwn(take, kind)) {
      take[kind]!(record);
    } else {
      fail("run-bad-line", `unknown kind of line "${kind}"`);
    }
    if (end === undefined) hash.update(`${text}\n`);
  };

  const finish = (): Run => {
    if (header === undefined) return fail("run-not-a-run", "the file is empty", HELP_NOT_A_RUN);
    if (end === undefined || summary === undefined) {
      return fail("run-cut-short", `the run ends after line ${number}, before its end line`, "make the run again");
    }
    number = 0;
    const counts = {
      rules: rules.length,
      evaluations: evaluations.length,
      blind_spots: blindSpots.length,
      exemptions: exemptions.length,
      attestations: attestations.length,
    };
    if (end.sha256 !== hash.digest("hex") || JSON.stringify(end.counts) !== JSON.stringify(counts)) {
      return fail("run-altered", "the file is not what demarc wrote: its digest differs", "make the run again");
    }
    if (!addsUp(summary, rules) || !exemptsWhatItMay(summary, evaluations))
      return fail("run-does-not-add-up", "the counts of the summary do not add up");
    const { tool, scope, as_of, digests, judging, warnings } = header;
    const people = { parties, units, attestations };
    const run: Run = {
      tool,
      scope,
      as_of,
      digests,
      ...(judging && { judging }),
      rules,
      evaluations,
      blind_spots: blindSpots,
      exemptions,
      estate,
      ...people,
      ...(words.length > 0 && { provider_words: words }),
      summary,
      warnings,
    };
    return baseline ? { ...run, baseline } : run;
  };

  return { line, end: finish };
}

const HELP_NOT_A_RUN = "a run is what demarc scan --save writes";

/** The kind and the record of a line; undefined where the line is something else. */
function parseLine(text: string): [kind: string, record: unknown] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    return entries.length === 1 ? entries[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The outcomes make the pairs, and the rules of the run make the outcomes: what decides the exit code hides nothing. */
function addsUp(summary: RunSummary, rules: readonly RunRule[]): boolean {
  const byRule = rules.map(({ id }) => (Object.hasOwn(summary.by_rule, id) ? summary.by_rule[id] : undefined));
  const pairs = OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0);
  return (
    pairs === summary.pairs &&
    OUTCOMES.every((outcome) => summary[outcome] === byRule.reduce((sum, counts) => sum + (counts?.[outcome] ?? 0), 0))
  );
}

/** Only fails are exempted, only unknowns accepted, each as often as the summary counts. */
function exemptsWhatItMay(summary: RunSummary, evaluations: readonly Evaluation[]): boolean {
  const exempted = evaluations.filter(({ exemption }) => exemption !== undefined);
  const accepted = evaluations.filter(({ accepted_blind_spot: id }) => id !== undefined);
  return (
    exempted.every(({ outcome }) => outcome === "fail") &&
    accepted.every(({ outcome }) => outcome === "unknown") &&
    exempted.length === summary.exempted &&
    accepted.length === summary.unknown_accepted
  );
}
