import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compileRule } from "../../src/evaluate/compiled-rule.ts";
import { factsOf } from "../../src/evaluate/language/facts.ts";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import { examples, library } from "../shipped.ts";

const facts = factsOf(library, "2026-11-20T12:00:00Z");

/** Whose rules remember the most: policies, network rules, exceptions to who answers, elements of lists. */
const TYPES = [
  "AWS::S3::Bucket",
  "AWS::EC2::SecurityGroup",
  "AWS::EC2::NetworkAcl",
  "AWS::IAM::Role",
  "AWS::KMS::Key",
  "AWS::EC2::Instance",
  "AWS::ECS::Service",
  "microsoft.network/networksecuritygroups",
  "microsoft.containerservice/managedclusters",
];

/** The types of the other documents that a rule asks about. */
const othersOf = (rule: Rule): string[] =>
  compileRule(rule, facts).flatMap(({ indexes }) => indexes.flatMap(({ types }) => types));
const isOne = (type: string): boolean => TYPES.includes(type);
const rules = library.rules.filter((rule) => rule.resource.some(isOne) && !othersOf(rule).some(isOne));
const rulesOf = (type: string): Rule[] => rules.filter(({ resource }) => resource.includes(type));

const snapshot = readFileSync(join(import.meta.dirname, "../../fixtures/estate/collected.ndjson"), "utf8");
const collected = snapshot
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as SnapshotEntry)
  .flatMap((entry) => ("resource" in entry ? [entry.resource] : []));
const shown = examples
  .filter(({ rule: { id } }) => rules.some((rule) => rule.id === id))
  .flatMap(({ rule, examples: own }) =>
    own.map((example) => ({ rule, example, ...exampleEstate(example, rule, library.fields) })),
  );
const documents = [...collected, ...shown.map(({ resource }) => resource)].filter(({ type }) => isOne(type));

/** What documents are judged among. */
const AROUND: readonly SnapshotEntry[] = shown.flatMap(({ related, reads }) => [
  ...related.map((resource) => ({ resource })),
  ...reads.map((read) => ({ read: { provider: "aws", call: "example", ...read } })),
]);

/** What is said of documents, with all evidence; what waits for other documents at the end. */
function judged(asked: readonly Rule[], seen: readonly ResourceDocument[]): string[] {
  const said: string[] = [];
  const judge = createJudge({
    rules: asked,
    responsibility: library.responsibility,
    facts,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void said.push(JSON.stringify(evaluation)),
  });
  for (const entry of AROUND) judge.see(entry);
  for (const resource of seen) judge.see({ resource });
  judge.finish();
  return said.toSorted();
}

/** The same thing with every switch the other way. */
function turned(document: ResourceDocument): ResourceDocument {
  const turn = (_key: string, value: unknown): unknown => (typeof value === "boolean" ? !value : value);
  return JSON.parse(JSON.stringify(document, turn)) as ResourceDocument;
}

/** The same thing in other hands, to whom everybody else is a stranger. */
const moved = (document: ResourceDocument): ResourceDocument => ({ ...document, account: "444455556666" });

// By its name each can be told from all others, whatever else it says.
const everyWay = documents
  .flatMap((document) => [document, turned(document), moved(document)])
  .map((document, index) => ({ ...document, name: `${document.name}-${index}` }));
const alone = new Map(everyWay.map((one) => [one, judged(rulesOf(one.type), [structuredClone(one)])]));

it("says of a document what it says of it alone, whatever was judged before", () => {
  const types = [...new Set(documents.map(({ type }) => type))];
  expect(types.toSorted()).toEqual(TYPES.toSorted());
  const run = fc
    .constantFrom(...types)
    .chain((type) => fc.array(fc.constantFrom(...everyWay.filter((one) => one.type === type)), { maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
      const seen = runs.flat();
      expect(judged(rules, seen)).toEqual(seen.flatMap((one) => alone.get(one)!).toSorted());
    }),
    { numRuns: 60 },
  );
});

it("says of all documents together what the examples of the rules say", () => {
  const plain = shown.filter(({ rule }) => othersOf(rule).length === 0);
  const named = plain.map(({ resource, ...one }, index) => ({ ...one, resource: { ...resource, name: `${index}` } }));
  const said = judged(
    rules,
    named.map(({ resource }) => resource),
  ).map((text) => JSON.parse(text) as Evaluation);
  const outcomes = new Map(said.map(({ rule_id: id, resource, outcome }) => [`${id} ${resource.name}`, outcome]));
  for (const { rule, resource, example } of named)
    expect(outcomes.get(`${rule.id} ${resource.name}`), `${rule.id}: ${example.name}`).toBe(example.outcome);
});
