import { createHash } from "node:crypto";
import * as z from "zod";
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
  const said = nothingSaid();
  let header: z.infer<typeof headerSchema> | undefined;
  let number = 0;
  const hash = createHash("sha256");

  const fail: Fail = (code, message, help) => {
    const place = { file, line: number, column: 0, length: 1 };
    throw new DiagnosticError([{ code, severity: "error", ...place, message, ...(help ? { help } : {}) }]);
  };
  const check = checkBy(fail);
  const take = takersOf(said, check);

  const line = (text: string): void => {
    number += 1;
    const [kind, record] =
      parseLine(text) ??
      fail("run-bad-line", 'expected one object with one key, e.g. {"rule": …}', header ? undefined : HELP_NOT_A_RUN);
    if (header === undefined) {
      if (kind !== "header") fail("run-not-a-run", `expected the header of a run, found "${kind}"`, HELP_NOT_A_RUN);
      header = check(headerSchema, record, "header");
    } else if (said.end !== undefined) {
      fail("run-bad-line", `found "${kind}" after the end line`, "keep one run per file");
    } else if (Object.hasOwn(take, kind)) {
      take[kind]!(record);
    } else {
      fail("run-bad-line", `unknown kind of line "${kind}"`);
    }
    if (said.end === undefined) hash.update(`${text}\n`);
  };

  const end = (): Run => {
    if (header === undefined) return fail("run-not-a-run", "the file is empty", HELP_NOT_A_RUN);
    const { summary, end: told } = said;
    if (told === undefined || summary === undefined)
      return fail("run-cut-short", `the run ends after line ${number}, before its end line`, "make the run again");
    number = 0;
    if (told.sha256 !== hash.digest("hex") || JSON.stringify(told.counts) !== JSON.stringify(countsOf(said)))
      return fail("run-altered", "the file is not what demarc wrote: its digest differs", "make the run again");
    if (!addsUp(summary, said.rules) || !exemptsWhatItMay(summary, said.evaluations))
      return fail("run-does-not-add-up", "the counts of the summary do not add up");
    return runOf(header, said, summary);
  };

  return { line, end };
}

type Fail = (code: string, message: string, help?: string) => never;
type Check = <T>(schema: z.ZodType<T>, record: unknown, kind: string) => T;

/** The first thing that is wrong with a record. */
function checkBy(fail: Fail): Check {
  return (schema, record, kind) => {
    const result = schema.safeParse(record);
    if (result.success) return result.data;
    const { path, message } = result.error.issues[0]!;
    return fail("run-bad-line", `${[kind, ...path].join(".")}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  };
}

/** What the lines behind the header said so far. */
interface Said {
  readonly rules: RunRule[];
  readonly evaluations: Evaluation[];
  readonly blind_spots: BlindSpot[];
  readonly exemptions: RunExemption[];
  readonly estate: EstatePart[];
  readonly parties: OwnerParty[];
  readonly units: Unit[];
  readonly attestations: RunAttestation[];
  readonly words: ControlWord[];
  summary: RunSummary | undefined;
  baseline: RunBaseline | undefined;
  end: z.infer<typeof endSchema> | undefined;
}

function nothingSaid(): Said {
  return {
    rules: [],
    evaluations: [],
    blind_spots: [],
    exemptions: [],
    estate: [],
    parties: [],
    units: [],
    attestations: [],
    words: [],
    summary: undefined,
    baseline: undefined,
    end: undefined,
  };
}

/** By kind of line: what takes its record down. */
function takersOf(said: Said, check: Check): Readonly<Record<string, (record: unknown) => void>> {
  const shared = createSharedEvaluations();
  return {
    rule: (record) => said.rules.push(check(ruleSchema, record, "rule")),
    evaluation: (record) => said.evaluations.push(shared(check(evaluationSchema, record, "evaluation"))),
    blind_spot: (record) => said.blind_spots.push(check(blindSpotSchema, record, "blind_spot")),
    exemption: (record) => said.exemptions.push(check(exemptionSchema, record, "exemption")),
    baseline: (record) => {
      said.baseline = check(baselineSchema, record, "baseline");
    },
    estate: (record) => said.estate.push(check(estateSchema, record, "estate")),
    party: (record) => said.parties.push(check(partySchema, record, "party")),
    unit: (record) => said.units.push(check(unitSchema, record, "unit")),
    attestation: (record) => said.attestations.push(check(attestationSchema, record, "attestation")),
    provider_word: (record) => said.words.push(check(providerWordSchema, record, "provider_word")),
    summary: (record) => {
      said.summary = check(summarySchema, record, "summary");
    },
    end: (record) => {
      said.end = check(endSchema, record, "end");
    },
  };
}

/** In the order of the end line. */
function countsOf(said: Said): z.infer<typeof endSchema>["counts"] {
  return {
    rules: said.rules.length,
    evaluations: said.evaluations.length,
    blind_spots: said.blind_spots.length,
    exemptions: said.exemptions.length,
    attestations: said.attestations.length,
  };
}

function runOf(header: z.infer<typeof headerSchema>, said: Said, summary: RunSummary): Run {
  const { tool, scope, as_of, digests, judging, warnings } = header;
  const { rules, evaluations, blind_spots, exemptions, estate, parties, units, attestations, words, baseline } = said;
  return {
    tool,
    scope,
    as_of,
    digests,
    ...(judging && { judging }),
    rules,
    evaluations,
    blind_spots,
    exemptions,
    estate,
    parties,
    units,
    attestations,
    ...(words.length > 0 && { provider_words: words }),
    summary,
    warnings,
    ...(baseline && { baseline }),
  };
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
