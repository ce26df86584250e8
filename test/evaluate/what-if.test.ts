import { describe, expect, it } from "vitest";
import { factsOf } from "../../src/evaluate/language/facts.ts";
import { buildResolver } from "../../src/evaluate/resolver.ts";
import { movedLayers, supposedDocument } from "../../src/evaluate/what-if.ts";
import type { Assignment } from "../../src/evaluate/what-if.ts";
import { LAYERS } from "../../src/model/words.ts";
import { documentOf, goldenCases, shippedModel } from "../responsibility/load-model.ts";
import { library as shipped } from "../shipped.ts";

const facts = { ...factsOf(shipped, "2026-11-20T00:00:00Z"), fields: {} };
const resolver = buildResolver(shippedModel, facts);

/** The leaves of a golden document, as `--if` would be given them. */
function leaves(value: unknown, path = ""): Assignment[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0)
    return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = /^@?\w+$/.test(key) ? key : `["${key}"]`;
    const dot = path === "" || step.startsWith("[") ? "" : ".";
    return leaves(inner, `${path}${dot}${step}`);
  });
}

const pairs = goldenCases
  .filter(({ shows, document }) => shows === "holds" && !("unread" in document))
  .flatMap((holds) =>
    goldenCases
      .filter((other) => other.exception === holds.exception && other.type === holds.type)
      .filter(({ shows, document }) => shows === "does_not_hold" && !("unread" in document))
      .map((not) => [`${holds.type} ${holds.exception}: ${holds.about}; ${not.about}`, not, holds] as const),
  );

describe("what would move", () => {
  it("has a pair for every exception", () => {
    const paired = new Set(pairs.map(([, , { exception }]) => exception));
    const all = goldenCases.flatMap(({ exception }) => exception ?? []);
    expect([...new Set(all)].filter((id) => !paired.has(id))).toEqual([]);
  });

  it.each(pairs)("%s", (_, not, holds) => {
    const { provider } = documentOf(holds.type);
    const [before, after] = [not, holds].map(({ type, document }) =>
      supposedDocument(provider, type, leaves(document)),
    );
    const left = resolver.for(documentOf(not.type, not.document));
    const right = resolver.for(documentOf(holds.type, holds.document));
    const different = LAYERS.filter((layer) => left(layer).state !== right(layer).state);
    const moved = movedLayers(shippedModel, facts, before!, after!);
    expect(moved.map(({ layer, before: from, after: to }) => [layer, from.state, to.state])).toEqual(
      different.map((layer) => [layer, left(layer).state, right(layer).state]),
    );
    const expected = Object.entries(holds.expect).filter(([layer, state]) => left(layer as never).state !== state);
    for (const [layer] of expected) expect(different).toContain(layer);
  });
});

it("builds lists, picks and odd keys, and never touches the prototype", () => {
  const made = supposedDocument("aws", "T", [
    { path: "configuration.list[].name", value: "a" },
    { path: "configuration.list[].size", value: 2 },
    { path: 'tags["a.b"]', value: "c" },
    { path: "__proto__.polluted", value: true },
  ]);
  expect(made).toMatchObject({ configuration: { list: [{ name: "a", size: 2 }] }, tags: { "a.b": "c" } });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
