import { afterAll, describe, expect, it } from "vitest";
import { judgeAsTheyAre } from "../../src/commands/judge-example.ts";
import { stepsText } from "../../src/evaluate/language/path.ts";
import type { Step } from "../../src/evaluate/language/path.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import type { ExampleEstate } from "../../src/rules/examples.ts";
import { changeAt, placesOf, removeAt } from "./mutations.ts";
import { library, examples } from "../shipped.ts";

/**
 * Of every example that fails, each key in turn is taken away, and each value in turn is null: in the document that is judged and in those
 * it is joined with. Only a word of the rule may turn that into anything but a fail or an unknown, and an example of the rule shows it.
 */

const judge = judgeAsTheyAre(library, library.rules);
const tried = { removed: 0, nulled: 0, shown: 0 };

const cases = examples.map(({ rule, examples: own }) => ({
  id: rule.id,
  judged: own.map((example) => ({
    name: example.name,
    outcome: example.outcome,
    estate: exampleEstate(example, rule, library.fields),
  })),
}));

function documentsOf({ resource, related }: ExampleEstate): ResourceDocument[] {
  return [resource, ...related];
}

/** What has the document's part in another estate. */
function like({ resource, related }: ExampleEstate, index: number, { type }: ResourceDocument): ResourceDocument[] {
  return index === 0 ? [resource] : related.filter((one) => one.type === type);
}

function withDocument(estate: ExampleEstate, index: number, document: ResourceDocument): ExampleEstate {
  if (index === 0) return { ...estate, resource: document };
  return { ...estate, related: estate.related.with(index - 1, document) };
}

/** True where nothing stands at the steps, or nowhere in the list that they lead through. */
function lacks(value: unknown, steps: readonly Step[]): boolean {
  if (value === undefined || value === null) return true;
  const [step, ...rest] = steps;
  if (step === undefined) return Array.isArray(value) && value.length === 0;
  if (typeof step === "number")
    return !Array.isArray(value) || value.length === 0 || value.some((one) => lacks(one, rest));
  if (typeof value !== "object" || Array.isArray(value)) return false;
  return lacks((value as Record<string, unknown>)[step], rest);
}

/** The place itself, and all that goes with it when it goes. */
function gone(document: ResourceDocument, steps: readonly Step[]): (readonly Step[])[] {
  return placesOf(document).flatMap((place) =>
    steps.every((step, i) => step === place.steps[i]) ? [place.steps] : [],
  );
}

describe.each(cases)("$id", ({ id, judged }) => {
  it("lets absence speak only where an example shows it", () => {
    for (const { name, estate } of judged.filter(({ outcome }) => outcome === "fail")) {
      for (const [index, document] of documentsOf(estate).entries()) {
        const absent = (changed: ResourceDocument, steps: readonly Step[], how: string): void => {
          const { outcome } = judge(id, withDocument(estate, index, changed));
          if (outcome === "fail" || outcome === "unknown") return;
          const shown = judged.some(
            (other) =>
              other.outcome === outcome &&
              like(other.estate, index, document).some((one) =>
                gone(document, steps).some((place) => lacks(one, place)),
              ),
          );
          expect(shown, `"${name}" with ${stepsText(steps)} ${how} is ${outcome}, and no example shows that`).toBe(
            true,
          );
          tried.shown++;
        };
        for (const { steps } of placesOf(document)) {
          tried.nulled++;
          absent(changeAt(document, steps, null), steps, "null");
          if (typeof steps.at(-1) === "number") continue;
          tried.removed++;
          absent(removeAt(document, steps), steps, "missing");
        }
      }
    }
  });
});

afterAll(() => {
  console.info(
    `examples that fail: ${tried.removed} keys taken away, ${tried.nulled} values null; ${tried.shown} of these speak for the resource, as an example shows`,
  );
});
