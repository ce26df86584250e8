import fc from "fast-check";
import { expect, it } from "vitest";
import { createNumberSet } from "../../../src/report/text/number-set.ts";

const number = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 33, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER),
  fc.maxSafeNat(),
  // In the same slots.
  fc.nat(40).map((high) => high * 2 ** 32 + 5),
);

it("holds what a Set holds", () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
      const set = createNumberSet();
      const known = new Set<number>();
      for (const one of numbers) {
        expect(set.add(one)).toBe(!known.has(one));
        known.add(one);
      }
      for (const one of known) expect(set.add(one)).toBe(false);
    }),
  );
});
