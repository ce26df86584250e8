import type { Evaluation, Run } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";
import { canonicalJson } from "./canonical.ts";
import { byId, compareBlindSpots, compareEvaluations, compareExemptions, sortedBaseline } from "./order.ts";

/** Of the document that `renderJson` gives. Within one major version fields are only added. */
export const REPORT_SCHEMA_VERSION = "1.0";

export interface JsonOptions {
  /** Outcomes listed one by one beside the findings, which always are. */
  readonly include: "all" | readonly Outcome[];
}

/** The run as one JSON document (`schemas/report.schema.json`), everything sorted; ends with a line break. */
export function renderJson(run: Run, options: JsonOptions): string {
  return [...jsonChunks(run, options)].join("");
}

/** The same in pieces: of a large estate the document is longer than a text can be. */
export function* jsonChunks(run: Run, { include }: JsonOptions): Generator<string, void> {
  const asked = ({ outcome }: Evaluation): boolean =>
    outcome !== "fail" && (include === "all" || include.includes(outcome));
  const evaluations = run.evaluations.toSorted(compareEvaluations);
  const members: Readonly<Record<string, unknown>> = {
    schema_version: REPORT_SCHEMA_VERSION,
    tool: run.tool,
    scope: run.scope,
    as_of: run.as_of,
    digests: run.digests,
    summary: run.summary,
    findings: evaluations.filter(({ outcome }) => outcome === "fail"),
    evaluations: evaluations.filter(asked),
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
    yield* Array.isArray(value) ? listChunks(value) : [canonicalJson(value, "  ")];
    before = ",\n";
  }
  yield "\n}\n";
}

/** Items of a member, some at a time: a piece an item would cost more than the item. */
const ITEMS_A_CHUNK = 200;

function* listChunks(items: readonly unknown[]): Generator<string, void> {
  if (items.length === 0) return yield "[]";
  for (let from = 0; from < items.length; from += ITEMS_A_CHUNK) {
    const some = items.slice(from, from + ITEMS_A_CHUNK).map((item) => `    ${canonicalJson(item, "    ")}`);
    yield (from === 0 ? "[\n" : ",\n") + some.join(",\n");
  }
  yield "\n  ]";
}
