import type { Outcome } from "../../src/model/words.ts";
import type { Library } from "../../src/model/library.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import type { Example, ExampleEstate } from "../../src/rules/examples.ts";
import type { RuleExamples } from "../../src/rules/run-examples.ts";

/**
 * The examples of the rules as estates of their own, so that a whole scan can judge them: each example gets accounts and ids that no other
 * has, and examples that would still see each other's resources go into different estates. The same rules give the same estates.
 */

export interface PlacedExample {
  readonly rule: string;
  readonly name: string;
  readonly wanted: Outcome;
  readonly estate: ExampleEstate;
}

/** Outcomes that every rule must show, each by the first example that has it. */
const SHOWN: readonly Outcome[] = ["pass", "fail", "manual"];

export function placedExamples(examples: readonly RuleExamples[], library: Library): PlacedExample[] {
  return examples
    .flatMap(({ rule, examples: own }) =>
      SHOWN.flatMap((wanted) => {
        const found = own.find(({ outcome }) => outcome === wanted);
        return found ? [{ rule, example: found }] : [];
      }),
    )
    .map(({ rule, example }, index) => ({
      rule: rule.id,
      name: example.name,
      wanted: example.outcome,
      estate: apart(exampleEstate(renamed(example, rule, index), rule, library.fields), index),
    }));
}

/** Account numbers and UUIDs, wherever they stand, become this example's own; two that are equal stay equal, and what the rule names stays. */
function renamed(example: Example, rule: Rule, index: number): Example {
  const named = JSON.stringify(rule).toLowerCase();
  const text = JSON.stringify(example)
    .replaceAll(/\b(\d{4})\d{8}\b/g, (_, head: string) => head + String(index).padStart(8, "0"))
    .replaceAll(/\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3})-[0-9a-f]{12}\b/gi, (uuid, head: string) =>
      named.includes(uuid.toLowerCase()) ? uuid : `${head}-${digits(index)}`,
    );
  return JSON.parse(text) as Example;
}

function digits(index: number): string {
  return String(index).padStart(12, "0");
}

/** What an example leaves out is filled in alike for all of them; here it becomes this example's own. */
function apart(estate: ExampleEstate, index: number): ExampleEstate {
  const account = (old: string): string => (old === DEFAULT_ACCOUNT ? `1111${String(index).padStart(8, "0")}` : old);
  const own = (document: ResourceDocument): ResourceDocument => ({
    ...document,
    account: account(document.account),
    id: document.id.replace(/^example\//, `example/${index}/`),
  });
  return {
    resource: own(estate.resource),
    related: estate.related.map(own),
    reads: estate.reads.map((read) => ({ ...read, account: account(read.account) })),
    organization: estate.organization.map(account),
  };
}

const DEFAULT_ACCOUNT = "111122223333";

/** Examples that cannot mistake each other's resources, estate by estate. One that needs a whole organization has an estate of its own. */
export function estatesOf(placed: readonly PlacedExample[]): PlacedExample[][] {
  const needsOrganization = ({ estate }: PlacedExample): boolean => estate.organization.length > 0;
  const shared: { readonly names: Set<string>; readonly examples: PlacedExample[] }[] = [];
  for (const one of placed.filter((example) => !needsOrganization(example))) {
    const names = namesIn(one.estate);
    let place = shared.find((estate) => !names.some((name) => estate.names.has(name)));
    if (!place) shared.push((place = { names: new Set(), examples: [] }));
    place.examples.push(one);
    for (const name of names) place.names.add(name);
  }
  return [...shared.map(({ examples }) => examples), ...placed.filter(needsOrganization).map((one) => [one])];
}

/** Ids of the documents, and every text that a related document shares with the one that is judged: what joins could join on. */
function namesIn({ resource, related }: ExampleEstate): string[] {
  const ours = new Set(textsOf(resource));
  const shared = related.flatMap((other) => textsOf(other).filter((text) => ours.has(text)));
  return [...new Set([...[resource, ...related].map(({ id }) => id), ...shared])];
}

/** Where a document is and of what type is shared by many, and no join of an organization asks for it. */
const PLACE = ["provider", "account", "region", "type"];

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (PLACE.includes(key) ? [] : textsOf(inner)));
}
