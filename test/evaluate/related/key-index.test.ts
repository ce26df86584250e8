import fc from "fast-check";
import { expect, it } from "vitest";
import { createKeyIndex } from "../../../src/evaluate/related/key-index.ts";

const key = fc.oneof(
  fc.constantFrom("", "__proto__", "constructor", "a", "b", "\ud800", "\u0000"),
  fc.string({ unit: "binary", maxLength: 4 }),
);

it("finds under a key what was added under it, in that order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 200 }), key, (added, other) => {
      const index = createKeyIndex();
      const expected = new Map<string, number[]>();
      for (const [one, value] of added) {
        index.add(one, value);
        expected.set(one, [...(expected.get(one) ?? []), value]);
      }
      for (const [one, values] of expected) expect(index.find(one)).toEqual(values);
      if (!expected.has(other)) expect(index.find(other)).toEqual([]);
    }),
  );
});

it("tells very many keys apart that are alike", () => {
  const index = createKeyIndex();
  const count = 100_000;
  for (let i = 0; i < count; i++) index.add(`arn:aws:s3:::bucket-${i}`, i);
  const found = Array.from({ length: count }, (_, i) => index.find(`arn:aws:s3:::bucket-${i}`));
  expect(found.every((values, i) => values.includes(i))).toBe(true);
  expect(found.flat().length - count).toBeLessThan(20);
});
