import fc from "fast-check";
import { expect, it } from "vitest";
import { createPairCells } from "../../../src/evaluate/counts/pair-cells.ts";
import type { CountedPair } from "../../../src/evaluate/counts/pair-cells.ts";
import { OUTCOMES, PARTIES } from "../../../src/model/words.ts";
import { exists, rule } from "../judged-things.ts";

const RULES = [exists, rule("test-thing-good", { expect: { path: "configuration.good", equals: true } })];

const pair = fc.record({
  rule: fc.constantFrom(...RULES),
  party: fc.constantFrom(...PARTIES, null),
  owner: fc.record({ id: fc.constantFrom("web", "__proto__"), unit: fc.constantFrom("shop", null) }),
  provider: fc.constantFrom("one", "two"),
  account: fc.constantFrom("1", "2"),
  type: fc.constantFrom("Test::Thing", "Test::Near"),
  outcome: fc.constantFrom(...OUTCOMES),
});

const nameOf = ({ rule: { id }, party, owner, provider, type }: Omit<CountedPair, "account">): string =>
  JSON.stringify([id, party, owner.id, owner.unit, provider, type]);

it("counts each pair by its own rule, party, owner, unit, provider and type, whichever came before", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
      const cells = createPairCells();
      const counted = new Map<string, number>();
      for (const { outcome, ...one } of pairs) {
        cells.count(one, outcome);
        const name = `${outcome} ${nameOf(one)}`;
        counted.set(name, (counted.get(name) ?? 0) + 1);
      }
      const told = cells
        .all()
        .flatMap((cell) => OUTCOMES.map((outcome) => [`${outcome} ${nameOf(cell)}`, cell.counts[outcome]] as const))
        .filter(([, count]) => count > 0);
      expect(told.toSorted()).toEqual([...counted].toSorted());
    }),
    { numRuns: 300 },
  );
});
