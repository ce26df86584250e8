import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceDocument, Unread } from "../../src/model/resource.ts";
import { LAYERS } from "../../src/model/words.ts";
import { createResolver } from "../../src/responsibility/resolve.ts";
import { compile } from "./compile.ts";
import { documentOf, goldenCases, shippedModel } from "./load-model.ts";

const resolver = createResolver(shippedModel, compile);
const TYPES = Object.keys(shippedModel.types);
const ROOTS = ["configuration", "supplementaryConfiguration", "properties", "children"];

/** Layers that the document gives to the provider, or takes off the plate in another way, and the profile does not. */
function excused(doc: ResourceDocument): string[] {
  const facts = shippedModel.types[doc.type]!;
  const base = { ...shippedModel.profiles[facts.profile]!.layers, ...facts.overrides };
  const answer = resolver.for(doc);
  return LAYERS.filter((layer) => answer(layer).state !== base[layer]).filter((layer) =>
    ["provider", "n/a", "delegate-parent"].includes(answer(layer).state),
  );
}

describe("no layer moves to the provider", () => {
  const empty = [undefined, null, {}];
  it.each(TYPES)("on an empty document of %s", (type) => {
    for (const content of empty) {
      const roots = Object.fromEntries(ROOTS.map((root) => [root, content]));
      expect(excused(documentOf(type, roots))).toEqual([]);
    }
  });

  it("on a document that says other things", () => {
    const junk = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), fc.constantFrom(...ROOTS), junk, junk, (type, root, inside, beside) => {
        expect(excused({ ...beside, unread: [], ...documentOf(type), [root]: inside })).toEqual([]);
      }),
    );
  });

  // Where what is taken away is what speaks against an exception, nobody can know: see the mixed cases below.
  const customers = goldenCases.filter(
    ({ shows, type, document }) =>
      shows !== "mixed" &&
      !("unread" in document) &&
      Object.hasOwn(shippedModel.types, type) &&
      excused(documentOf(type, document)).length === 0,
  );
  it("on a document of the customer's from which something is missing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...customers), fc.infiniteStream(fc.nat(3)), ({ type, document }, dice) => {
        expect(excused(documentOf(type, thinned(document, dice)))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  const mixed = goldenCases.filter(({ shows }) => shows === "mixed");
  it.each(mixed.map((each) => [`${each.type}: ${each.about}`, each] as const))(
    "where what speaks against it could not be read: %s",
    (_, { type, document }) => {
      for (const path of pathsOf(document)) {
        const unread: Unread[] = [{ path, reason: "access_denied" }];
        expect(excused(documentOf(type, { ...document, unread }))).toEqual([]);
      }
    },
  );
});

/** The document without the keys that the dice take away; lists keep their elements. */
function thinned(value: Readonly<Record<string, unknown>>, dice: Iterator<number>): Record<string, unknown> {
  const kept = Object.entries(value).filter(() => dice.next().value !== 0);
  return Object.fromEntries(kept.map(([key, inner]) => [key, isObject(inner) ? thinned(inner, dice) : inner]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every key's path, and for each list the mark that it may have more. */
function pathsOf(value: Readonly<Record<string, unknown>>, above = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = above === "" ? key : `${above}.${key}`;
    if (Array.isArray(inner)) return [path, `${path}[]`];
    return isObject(inner) ? [path, ...pathsOf(inner, path)] : [path];
  });
}
