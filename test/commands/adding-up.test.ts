import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "../../src/commands/judged/assess.ts";
import { retainAll } from "../../src/commands/judged/retention.ts";
import type { BlindSpot, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Run } from "../../src/model/run.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { runLines } from "../report/run-lines.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import { placesOf, removeAt } from "../rules/mutations.ts";
import { library, examples } from "../shipped.ts";
import { parseRun, renderJson } from "../report/rendered.ts";

/** Counts always add up, whatever an estate is made of: every rule on every resource of its type is one pair. */

const documents = examples.flatMap(({ rule, examples: own }) =>
  own.flatMap((example) => {
    const { resource, related } = exampleEstate(example, rule, library.fields);
    return [resource, ...related];
  }),
);
const types = [...new Set(documents.map(({ type }) => type))];

/** A document of an example, in some account and region, with some places taken away or refused. */
const resource = fc
  .record({
    document: fc.constantFrom(...documents),
    account: fc.constantFrom("111122223333", "444455556666"),
    id: fc.integer({ min: 0, max: 1e6 }),
    age: fc.constantFrom("2026-11-20T00:00:00Z", "2026-01-01T00:00:00Z", undefined),
    removed: fc.array(fc.nat(30), { maxLength: 2 }),
  })
  .map(({ document, account, id, age, removed }): ResourceDocument => {
    let changed = document;
    for (const at of removed) {
      const places = placesOf(changed);
      const place = places[at % Math.max(1, places.length)];
      if (place && typeof place.steps.at(-1) === "string") changed = removeAt(changed, place.steps);
    }
    return { ...changed, account, id: `${changed.id}/${id}`, ...(age && { confirmed_at: age }) };
  });

const blindSpot = fc
  .record({ type: fc.constantFrom(...types), region: fc.constantFrom("eu-west-1", undefined) })
  .map(({ type, region }): BlindSpot => ({
    provider: library.fields[type]!.provider!,
    account: "111122223333",
    ...(region && { region }),
    types: [type],
    reason: "access_denied",
    message: "refused",
  }));

const entry: fc.Arbitrary<SnapshotEntry> = fc.oneof(
  { weight: 6, arbitrary: resource.map((one) => ({ resource: one })) },
  { weight: 1, arbitrary: blindSpot.map((spot) => ({ blind_spot: spot })) },
);

async function judge(entries: readonly SnapshotEntry[]): Promise<Run> {
  async function* batches(): AsyncGenerator<readonly SnapshotEntry[]> {
    yield entries;
  }
  return assess({
    library,
    rules: library.rules,
    batches: batches(),
    asOf: "2026-11-20T12:00:00Z",
    maxAge: 7,
    retention: retainAll("all"),
    version: "0.0.0",
    scopeName: "random",
  });
}

/** Pairs by counting on one's fingers. */
function pairsOf(entries: readonly SnapshotEntry[]): number {
  // Duties of the organisation are asked once, whatever there is.
  let pairs = library.rules.filter(({ resource: judged }) => judged.length === 0).length;
  for (const one of entries) {
    for (const { resource: judged, per } of library.rules) {
      if ("blind_spot" in one && judged.some((type) => one.blind_spot.types.includes(type))) pairs++;
      if (!("resource" in one) || !judged.includes(one.resource.type)) continue;
      const both = library.fields[one.resource.type]?.scope === "account_and_region";
      if (!both || (per === "region") === (one.resource.region !== "global")) pairs++;
    }
  }
  return pairs;
}

describe("a random estate", () => {
  it("is counted whole, the same in every output, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 15 }), async (entries) => {
        const run = await judge(entries);
        const { summary, evaluations } = run;
        expect(summary.pairs).toBe(pairsOf(entries));
        expect(OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0)).toBe(summary.pairs);
        expect(evaluations).toHaveLength(summary.pairs);
        for (const grouped of [summary.by_party, summary.by_layer, summary.by_rule]) {
          for (const outcome of OUTCOMES) {
            expect(Object.values(grouped).reduce((sum, counts) => sum + counts[outcome], 0)).toBe(summary[outcome]);
          }
        }
        const json = JSON.parse(renderJson(run, { include: "all" })) as { findings: unknown[]; evaluations: unknown[] };
        expect(json.findings).toHaveLength(summary.fail);
        expect(json.evaluations).toHaveLength(summary.pairs - summary.fail);
        expect(parseRun(runLines(run), "run.ndjson").summary).toEqual(JSON.parse(JSON.stringify(summary)));
        const backward = await judge(entries.toReversed());
        expect({ ...backward.summary }).toEqual({ ...summary });
      }),
      { numRuns: 20 },
    );
  });
});
