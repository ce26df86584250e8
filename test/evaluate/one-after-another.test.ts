import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { factsOf } from "../../src/evaluate/facts.ts";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { library } from "../shipped.ts";

const facts = factsOf(library, "2026-11-20T12:00:00Z");

/** Whose rules remember the most: policies, network rules, exceptions to who answers, elements of lists. */
const TYPES = [
  "AWS::S3::Bucket",
  "AWS::EC2::SecurityGroup",
  "AWS::IAM::Role",
  "AWS::KMS::Key",
  "AWS::EC2::Instance",
  "AWS::ECS::Service",
  "microsoft.network/networksecuritygroups",
  "microsoft.containerservice/managedclusters",
];
const rules = library.rules.filter(({ resource }) => resource.some((type) => TYPES.includes(type)));

const snapshot = readFileSync(join(import.meta.dirname, "../../fixtures/estate/collected.ndjson"), "utf8");
const documents = snapshot
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as SnapshotEntry)
  .flatMap((entry) => ("resource" in entry && TYPES.includes(entry.resource.type) ? [entry.resource] : []));

/** What the rules that look at one document alone say of each, with all evidence. */
function judged(seen: readonly ResourceDocument[]): string[] {
  let said: unknown[] = [];
  const judge = createJudge({
    rules,
    responsibility: library.responsibility,
    facts,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void said.push(evaluation),
  });
  return seen.map((resource) => {
    said = [];
    judge.see({ resource });
    return JSON.stringify(said);
  });
}

/** The same thing with every switch the other way. */
function turned(document: ResourceDocument): ResourceDocument {
  const turn = (_key: string, value: unknown): unknown => (typeof value === "boolean" ? !value : value);
  return JSON.parse(JSON.stringify(document, turn)) as ResourceDocument;
}

const everyWay = documents.flatMap((document) => [document, turned(document), structuredClone(document)]);
const alone = new Map(everyWay.map((document) => [document, judged([structuredClone(document)])[0]]));

it("says of a document what it says of it alone, whatever was judged before", () => {
  expect(new Set(alone.values()).size).toBeGreaterThan(documents.length);
  const run = fc
    .constantFrom(...new Set(documents.map(({ type }) => type)))
    .chain((type) => fc.array(fc.constantFrom(...everyWay.filter((one) => one.type === type)), { maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
      const seen = runs.flat();
      expect(judged(seen)).toEqual(seen.map((document) => alone.get(document)));
    }),
    { numRuns: 60 },
  );
});
