import { describe, expect, it } from "vitest";
import type { Layer } from "../../src/model/words.ts";
import { createResolver } from "../../src/responsibility/resolve.ts";
import { compile } from "./compile.ts";
import { documentOf, goldenCases, shippedModel } from "./load-model.ts";

const resolver = createResolver(shippedModel, compile);

describe("golden cases", () => {
  for (const { about, type, exception, shows, document, expect: expected, service_model } of goldenCases) {
    it(`${type}: ${about}`, () => {
      const answer = resolver.for(documentOf(type, document));
      const layers = Object.keys(expected) as Layer[];
      expect(Object.fromEntries(layers.map((layer) => [layer, answer(layer).state]))).toEqual(expected);
      if (service_model) expect(answer(layers[0]!).service_model).toBe(service_model);
      if (shows === "holds" || shows === "unread") {
        const steps = layers.map((layer) => answer(layer).decided_by.step);
        if (!service_model) expect(steps).toContain(`exception ${exception}`);
      }
      if (shows === "mixed") expect(layers.map((layer) => answer(layer).party)).not.toContain("provider");
    });
  }
});

describe("golden cases cover the exceptions", () => {
  const exceptions = [
    ...Object.entries(shippedModel.types).flatMap(([type, facts]) =>
      (facts.exceptions ?? []).map((exception) => ({ type, exception })),
    ),
    ...shippedModel.everywhere.map((exception) => ({ type: undefined, exception })),
  ];

  it.each(exceptions.map((each) => [each.exception.id, each] as const))("%s", (id, { type, exception }) => {
    const shown = goldenCases
      .filter((each) => each.exception === id && (type === undefined || each.type === type))
      .map((each) => each.shows);
    expect(shown).toContain("holds");
    expect(shown).toContain("does_not_hold");
    const targets = [...Object.values(exception.set ?? {}), exception.set_all?.to];
    if (targets.includes("provider")) expect(shown).toContain("mixed");
  });

  it("name no exception that is not there", () => {
    const known = new Set(exceptions.map(({ exception }) => exception.id));
    const named = goldenCases.flatMap(({ exception }) => exception ?? []);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it("say what they show whenever they name an exception", () => {
    expect(goldenCases.filter((each) => (each.exception === undefined) !== (each.shows === undefined))).toEqual([]);
  });
});
