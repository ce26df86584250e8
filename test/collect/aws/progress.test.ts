import { describe, expect, it } from "vitest";
import type { AwsProgress } from "../../../src/collect/aws/options.ts";
import { createTally } from "../../../src/collect/aws/progress.ts";

describe("what a collection tells of itself", () => {
  it("is how much is done of what was left, accounts not begun taken for the size of the others", () => {
    const told: AwsProgress[] = [];
    const tally = createTally((progress) => told.push(progress));
    tally.accounts(5, 1);
    tally.begin(2);
    tally.begin(4);
    tally.see({ unit: "111122223333/eu-west-1", entries: [], isLast: true });
    tally.see({ unit: "111122223333/global", entries: [], isLast: true });
    tally.see({ unit: "111122223333/us-gov-west-1", entries: [], isLast: true });
    tally.see({ unit: "111122223333/facts", entries: [], isLast: true });
    tally.end();
    // Two of six regions, of two accounts of the four that were left.
    expect(told.at(-1)).toMatchObject({
      accounts: { done: 2, all: 5 },
      regions: { done: 2, all: 6 },
      share: (2 * (2 / 6)) / 4,
    });
  });

  it("is everything where nothing was left", () => {
    const told: AwsProgress[] = [];
    createTally((progress) => told.push(progress)).accounts(3, 3);
    expect(told.at(-1)).toMatchObject({ accounts: { done: 3, all: 3 }, share: 1 });
  });
});
