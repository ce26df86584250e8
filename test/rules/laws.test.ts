import { afterAll, describe, expect, it } from "vitest";
import { judgeAsTheyAre } from "../../src/commands/judge-example.ts";
import { stepsText } from "../../src/evaluate/language/path.ts";
import type { Step } from "../../src/evaluate/language/path.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Outcome } from "../../src/model/words.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import type { ExampleEstate } from "../../src/rules/examples.ts";
import { changeAt, misspellings, placesOf, removeAt } from "./mutations.ts";
import { library, examples } from "../shipped.ts";

/**
 * What must hold of every shipped rule, whatever is missing or broken in a document: nothing passes because it was
 * not seen. Every example of every rule is broken in every place.
 */

const judge = judgeAsTheyAre(library, library.rules);
const tried = { hidden: 0, broken: 0, restated: 0, misspelt: 0 };

const cases = examples.flatMap(({ rule, examples: own }) =>
  own.map((example) => {
    const estate = exampleEstate(example, rule, library.fields);
    return [`${rule.id}: ${example.name}`, { id: rule.id, estate, outcome: judge(rule.id, estate).outcome }] as const;
  }),
);

function judged(id: string, estate: ExampleEstate): Outcome {
  return judge(id, estate).outcome;
}

function withResource(estate: ExampleEstate, resource: ResourceDocument): ExampleEstate {
  return { ...estate, resource };
}

function unreadAt(document: ResourceDocument, path: string): ResourceDocument {
  return { ...document, unread: [...(document.unread ?? []), { path, reason: "access_denied", call: "test" }] };
}

describe.each(cases)("%s", (_, { id, estate, outcome }) => {
  const places = placesOf(estate.resource);

  it("hiding anything leaves the outcome or makes it unknown", () => {
    const allowed = new Set<Outcome>([outcome, "unknown"]);
    const hide = (changed: ExampleEstate, what: string): void => {
      tried.hidden++;
      expect(allowed, what).toContain(judged(id, changed));
    };
    for (const { steps, value } of places) {
      hide(withResource(estate, unreadAt(estate.resource, stepsText(steps))), stepsText(steps));
      if (Array.isArray(value))
        hide(withResource(estate, unreadAt(estate.resource, `${stepsText(steps)}[]`)), `${stepsText(steps)}[]`);
    }
    hide({ ...estate, reads: [] }, "all reads");
    for (const [index, related] of estate.related.entries()) {
      const others = estate.related.filter((_unused, at) => at !== index);
      hide(
        { ...estate, related: others, reads: estate.reads.filter(({ type }) => type !== related.type) },
        `related ${related.id}`,
      );
      for (const { steps } of placesOf(related)) {
        const changed = estate.related.map((one, at) => (at === index ? unreadAt(one, stepsText(steps)) : one));
        hide({ ...estate, related: changed }, `${stepsText(steps)} of ${related.id}`);
      }
    }
  });

  it("a broken document turns no failure into a pass", () => {
    if (outcome !== "fail") return;
    const broken = (resource: ResourceDocument, what: string): void => {
      tried.broken++;
      expect(["fail", "unknown"], what).toContain(judged(id, withResource(estate, resource)));
    };
    for (const { steps, value } of places) {
      const what = stepsText(steps);
      const otherKind = typeof value === "object" && value !== null ? "no such word" : { unexpected: "object" };
      broken(changeAt(estate.resource, steps, otherKind), `${what} of another kind`);
      if (Array.isArray(value))
        broken(changeAt(estate.resource, steps, [...value, null]), `${what} with a null element`);
      // An object without keys was not read properly; a map without entries is an answer.
      const isMap = library.fields[estate.resource.type]?.fields[what]?.type === "map";
      if (steps.length === 1 && typeof value === "object" && !isMap)
        broken(changeAt(estate.resource, steps, {}), `${what} empty`);
      if (steps.length === 1) broken(removeAt(estate.resource, steps), `${what} missing`);
    }
  });

  it("booleans and numbers as text change nothing", () => {
    for (const { steps, value } of places) {
      if (typeof value !== "boolean" && typeof value !== "number") continue;
      if (isInsidePolicy(steps) || steps.at(-1) === "unsupported") continue;
      tried.restated++;
      const restated = changeAt(
        estate.resource,
        steps,
        typeof value === "boolean" ? String(value).toUpperCase() : String(value),
      );
      expect(judged(id, withResource(estate, restated)), stepsText(steps)).toBe(outcome);
    }
  });
});

describe.each(examples.filter(({ rule }) => rule.expect).map((tested) => [tested.rule.id, tested] as const))(
  "%s",
  (id, { rule, examples: own }) => {
    it("with any of its paths misspelt and declared unlisted passes none of its fail examples", () => {
      for (const [expectation, path] of misspellings(rule.expect!)) {
        const misspelt = {
          ...rule,
          expect: expectation,
          unlisted_paths: { ...rule.unlisted_paths, [path]: "misspelt" },
        };
        const judgeMisspelt = judgeAsTheyAre(library, [misspelt]);
        for (const example of own.filter(({ outcome }) => outcome === "fail")) {
          tried.misspelt++;
          const { outcome } = judgeMisspelt(id, exampleEstate(example, rule, library.fields));
          expect(outcome, `${path}: ${example.name}`).not.toBe("pass");
        }
      }
    });
  },
);

/** A policy is a document with a grammar of its own, in which a number is no text. */
function isInsidePolicy(steps: readonly Step[]): boolean {
  return steps.some((step) => typeof step === "string" && /policy|document/i.test(step));
}

afterAll(() => {
  console.info(
    `examples broken: ${tried.hidden} hidden, ${tried.broken} broken, ${tried.restated} restated, ${tried.misspelt} misspelt`,
  );
});
