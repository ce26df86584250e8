import { factsOf } from "../../src/evaluate/language/facts.ts";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import type { Example, ExampleEstate } from "../../src/rules/examples.ts";
import { shippedModel } from "../responsibility/load-model.ts";
import { library as shipped } from "../shipped.ts";

/** What `rule` says of an example, judged with everything that ships. */
export function judgeExample(rule: Rule, example: Example, asOf: string, organization?: readonly string[]): Evaluation {
  return judgeEstate(rule, exampleEstate(example, rule, shipped.fields), asOf, organization);
}

/** `organization`: its accounts, where they were listed. */
export function judgeEstate(
  rule: Rule,
  { resource, related, reads, organization: read }: ExampleEstate,
  asOf: string,
  organization: readonly string[] = read,
): Evaluation {
  const { provider } = resource;
  const evaluations: Evaluation[] = [];
  const judge = createJudge({
    rules: [rule],
    responsibility: shippedModel,
    facts: factsOf(shipped, asOf),
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void evaluations.push(evaluation),
  });
  const expected = organization.map((account) => ({ provider, account }));
  const entries: SnapshotEntry[] = [
    { header: expected.length > 0 ? { scope: { name: "organization", expected } } : {} },
    ...reads.map((read) => ({ read: { provider, call: "test:List", ...read } })),
    ...[...related, resource].map((document) => ({ resource: confirmed(document, asOf) })),
  ];
  for (const entry of entries) judge.see(entry);
  judge.finish();
  const found = evaluations.filter((evaluation) => evaluation.resource.id === resource.id);
  if (found.length !== 1) throw new Error(`${found.length} evaluations of ${resource.id}`);
  return found[0]!;
}

function confirmed(document: ResourceDocument, asOf: string): ResourceDocument {
  return { confirmed_at: asOf, ...document };
}
