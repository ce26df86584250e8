import { describe, expect, it } from "vitest";
import { createExpectedScope } from "../../../src/evaluate/related/expected-scope.ts";
import type { BlindSpot, ScopePart } from "../../../src/model/resource.ts";

const fields = {
  "Test::Group": { fields: {}, scope: "regional" },
  "Test::User": { fields: {}, scope: "global" },
} as const;
const asked = [
  { provider: "test", type: "Test::Group" },
  { provider: "test", type: "Test::User" },
  { provider: "other", type: "Other::Thing" },
];
const A = { provider: "test", account: "1" };
const B = { provider: "test", account: "2" };

interface Input {
  readonly expected: readonly ScopePart[];
  readonly shown?: readonly [account: string, region: string][];
  readonly spots?: readonly Partial<BlindSpot>[];
}

/** `account region: types` of each blind spot. */
function unseen({ expected, shown = [], spots = [] }: Input): string[] {
  const scope = createExpectedScope(asked, fields);
  scope.expect({ name: "all", expected });
  for (const [account, region] of shown) scope.show({ provider: "test", account, region });
  for (const spot of spots)
    scope.addBlindSpot({ provider: "test", types: ["*"], reason: "access_denied", message: "refused", ...spot });
  return scope.unseen().map(({ account, region = "*", types }) => `${account} ${region}: ${types.join(" ")}`);
}

const north = { ...A, regions: ["north"] };
const both = { ...A, regions: ["south", "north"] };

describe("what is expected and not seen", () => {
  it.each<[string, Input, string[]]>([
    ["nothing is expected", { expected: [] }, []],
    ["an account that is there", { expected: [A], shown: [["1", "north"]] }, []],
    ["an account that is not", { expected: [A, B], shown: [["1", "north"]] }, ["2 *: *"]],
    [
      "an account of which one type was refused",
      { expected: [A], spots: [{ account: "1", types: ["Test::User"] }] },
      ["1 *: Test::Group"],
    ],
    ["an account of which all was refused", { expected: [A], spots: [{ account: "1" }] }, []],
    ["an account that nobody could reach", { expected: [A], spots: [{}] }, []],
    ["another account that was refused", { expected: [A], spots: [{ account: "2" }] }, ["1 *: *"]],
    ["another provider's refusal", { expected: [A], spots: [{ provider: "other" }] }, ["1 *: *"]],
    ["a region that is there", { expected: [north], shown: [["1", "north"]] }, []],
    ["a call for all regions", { expected: [both], shown: [["1", "*"]] }, []],
    ["a region that is not", { expected: [both], shown: [["1", "north"]] }, ["1 south: Test::Group"]],
    [
      "only what has no region",
      { expected: [both], shown: [["1", "global"]] },
      ["1 north: Test::Group", "1 south: Test::Group"],
    ],
    [
      "a region that was refused",
      { expected: [both], shown: [["1", "north"]], spots: [{ account: "1", region: "south" }] },
      [],
    ],
    [
      "one region refused, nothing else",
      { expected: [both], spots: [{ account: "1", region: "north" }] },
      ["1 south: Test::Group", "1 global: Test::User"],
    ],
    [
      "a type refused in a region, nothing else",
      { expected: [A], spots: [{ account: "1", region: "north", types: ["Test::Group"] }] },
      ["1 *: Test::User"],
    ],
    ["a provider of which nothing is asked", { expected: [{ provider: "nobody", account: "1" }] }, []],
    ["one account named twice", { expected: [A, north], shown: [["1", "south"]] }, ["1 north: Test::Group"]],
  ])("%s", (_, input, spots) => {
    expect(unseen(input)).toEqual(spots);
  });

  it("says what was expected and how to mend it", () => {
    const scope = createExpectedScope(asked, fields);
    scope.expect({ name: "all", expected: [B] });
    expect(scope.unseen()).toEqual([
      {
        ...B,
        types: ["*"],
        reason: "not_collected",
        message: "the account is expected, and nothing of it is in the input",
        help: "add what was saved of it, or take it out of what is expected",
      },
    ]);
  });
});
