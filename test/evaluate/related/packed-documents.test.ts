import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget } from "../../../src/evaluate/related/budget.ts";
import { createPackedDocuments } from "../../../src/evaluate/related/packed-documents.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";

const documentOf = (id: string, configuration: unknown): ResourceDocument =>
  JSON.parse(
    JSON.stringify({
      provider: "test",
      account: "1",
      region: "north",
      type: "Test::Thing",
      id,
      name: id,
      configuration,
    }),
  ) as ResourceDocument;

const strange = fc.oneof(
  fc.constantFrom("", "__proto__", "constructor", "a\nb", "\u2028\u2029", "\ud800", "\u0000", "ü", "\u{1f600}"),
  fc.string({ unit: "grapheme" }),
);
const value = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(strange, strange),
  fc.constantFrom("x".repeat(40_000), "y".repeat(300_000)),
);

describe("packed documents", () => {
  it("are what they were, in whatever order they are looked at", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(strange, value), { maxLength: 30 }), fc.array(fc.nat()), (made, looks) => {
        const all = made.map(([id, configuration]) => documentOf(id, configuration));
        const packed = createPackedDocuments(createBudget());
        for (const [index, document] of all.entries()) {
          expect(packed.add(document)).toBe(index);
          expect(packed.get(index)).toEqual(document);
        }
        expect(packed.count()).toBe(all.length);
        for (const look of looks.map((one) => one % Math.max(all.length, 1)).slice(0, all.length))
          expect(packed.get(look)).toEqual(all[look]);
      }),
      { numRuns: 60 },
    );
  });

  it("are found again among very many", () => {
    const packed = createPackedDocuments(createBudget());
    const count = 20_000;
    for (let i = 0; i < count; i++) packed.add(documentOf(`thing-${i}`, { text: `${i}`.repeat(20) }));
    for (let i = 0; i < 200; i++) {
      const index = (i * 7919) % count;
      expect(packed.get(index).id).toBe(`thing-${index}`);
    }
  });

  it("have keys that are keys of their own and no prototype", () => {
    const packed = createPackedDocuments(createBudget());
    packed.add(documentOf("a", JSON.parse('{"__proto__":{"public":true}}')));
    const { configuration } = packed.get(0) as unknown as { configuration: object };
    expect(Object.hasOwn(configuration, "__proto__")).toBe(true);
    expect("public" in configuration).toBe(false);
  });
});

describe("what packed documents may take", () => {
  const kilobyte = (id: string): ResourceDocument => documentOf(id, { text: "x".repeat(1000) });
  /** Nothing in it is like anything else in it. */
  const noise = (seed: number): ResourceDocument => {
    let state = seed + 1;
    const next = (): number => (state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ (state << 7)) >>> 0;
    return documentOf(`noise-${seed}`, Array.from({ length: 100 }, () => next().toString(36)).join(""));
  };
  const fitting = (bytes: number, make: (index: number) => ResourceDocument): number => {
    const packed = createPackedDocuments(createBudget({ entries: 1_000_000, bytes }));
    let count = 0;
    while (count < 20_000 && packed.add(make(count)) !== null) count++;
    expect(packed.count()).toBe(count);
    return count;
  };

  it("is what they take when they are packed", () => {
    const megabyte = 1 << 20;
    expect(fitting(megabyte, (index) => kilobyte(`${index}`))).toBeGreaterThan(5 * 1000);
    expect(fitting(megabyte, noise)).toBeLessThan(2 * 1000);
  });

  it("is nothing where nothing may be kept, and what did fit stays", () => {
    expect(fitting(0, noise)).toBe(0);
    const budget = createBudget({ entries: 2, bytes: 1 << 20 });
    const packed = createPackedDocuments(budget);
    expect([0, 1, 2].map((index) => packed.add(kilobyte(`${index}`)))).toEqual([0, 1, null]);
    expect(budget.isSpent()).toBe(true);
    expect(packed.get(1)).toEqual(kilobyte("1"));
  });
});
