import type { Evaluation, Run } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { canonicalJson, indented } from "./canonical.ts";
import { createEvaluationWriter } from "./evaluation-json.ts";
import { type Records, recordsOf } from "./records.ts";
import { byId, compareBlindSpots, compareEvaluations, compareExemptions, sortedBaseline } from "./order.ts";

/** Version of the document that `jsonChunks` gives. Within a major version, fields are only added. */
export const REPORT_SCHEMA_VERSION = "1.0";

export interface JsonOptions {
  /** Outcomes listed one by one beside the findings, which always are. */
  readonly include: "all" | readonly Outcome[];
  /** The lists, written as they came. Missing: they are made of the run. */
  readonly records?: JsonRecords;
}

/** The lists of evaluations of a document. */
export interface JsonRecords {
  readonly findings: Records;
  readonly evaluations: Records;
}

/**
 * The run as one JSON document (`schemas/report.schema.json`), everything sorted; ends with a line break. In pieces: of a large estate
 * it is longer than a text can be.
 */
export function* jsonChunks(run: Run, { include, records }: JsonOptions): Generator<string | Uint8Array, void> {
  const { findings, evaluations } = records ?? listsOf(run, include);
  const members: Readonly<Record<string, unknown>> = {
    schema_version: REPORT_SCHEMA_VERSION,
    tool: run.tool,
    scope: run.scope,
    as_of: run.as_of,
    digests: run.digests,
    summary: run.summary,
    findings,
    evaluations,
    blind_spots: run.blind_spots.toSorted(compareBlindSpots),
    exemptions: run.exemptions.toSorted(compareExemptions),
    attestations: run.attestations.toSorted(byId),
    ...(run.provider_words && { provider_words: run.provider_words }),
    parties: run.parties.toSorted(byId),
    units: run.units.toSorted(byId),
    estate: run.estate,
    ...(run.baseline && { baseline: sortedBaseline(run.baseline) }),
    rules: run.rules.toSorted(byId),
    warnings: run.warnings,
  };
  let before = "{\n";
  for (const [name, value] of Object.entries(members)) {
    yield `${before}  "${name}": `;
    if (value === findings || value === evaluations) yield* listChunks(value as Records);
    else if (Array.isArray(value)) yield* listChunks(recordsOf(value, (item) => `    ${canonicalJson(item, ITEM)}`));
    else yield canonicalJson(value, MEMBER);
    before = ",\n";
  }
  yield "\n}\n";
}

/** One item of a list of evaluations. */
export function createJsonRecord(): (evaluation: Evaluation) => string {
  const write = createEvaluationWriter(ITEM);
  return (evaluation) => `    ${write(evaluation)}`;
}

const MEMBER = indented("  ");
const ITEM = MEMBER.inner;

function listsOf({ evaluations }: Run, include: JsonOptions["include"]): JsonRecords {
  const sorted = evaluations.toSorted(compareEvaluations);
  const write = createJsonRecord();
  return {
    findings: recordsOf(
      sorted.filter(({ outcome }) => outcome === "fail"),
      write,
    ),
    evaluations: recordsOf(
      sorted.filter(({ outcome }) => outcome !== "fail" && (include === "all" || include.includes(outcome))),
      write,
    ),
  };
}

function* listChunks({ count, pieces }: Records): Generator<string | Uint8Array, void> {
  if (count === 0) return yield "[]";
  yield "[\n";
  yield* pieces(",\n");
  yield "\n  ]";
}
