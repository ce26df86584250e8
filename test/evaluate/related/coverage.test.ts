import { describe, expect, it } from "vitest";
import { createCoverage } from "../../../src/evaluate/related/coverage.ts";
import type { BlindSpot, Read, ScopePart } from "../../../src/model/resource.ts";
import type { Within } from "../../../src/model/words.ts";

const GROUP = "Test::Group";
const USER = "Test::User";
const fields = { [GROUP]: { fields: {}, scope: "regional" }, [USER]: { fields: {}, scope: "global" } } as const;
const HERE = { provider: "test", account: "1", region: "north" };

interface Input {
  readonly expected?: readonly ScopePart[];
  /** `account region type`. */
  readonly reads?: readonly string[];
  readonly spots?: readonly Partial<BlindSpot>[];
}

/** Why "there is none" of the type cannot be said; null: it can. */
function hole(type: string, within: Within, { expected = [], reads = [], spots = [] }: Input): string | null {
  const coverage = createCoverage(fields);
  coverage.addScope({ name: "all", expected });
  for (const read of reads) {
    const [account = "", region = "", of = ""] = read.split(" ");
    coverage.addRead({ provider: "test", account, region, type: of, call: "test:List" } satisfies Read);
  }
  for (const spot of spots)
    coverage.addBlindSpot({ provider: "test", types: [type], reason: "access_denied", message: "refused", ...spot });
  return coverage.hole(type, within, HERE);
}

const both = { provider: "test", account: "1", regions: ["north", "south"] };
const other = { provider: "test", account: "2" };
const whole = { reads: [`1 north ${GROUP}`, `1 global ${USER}`] };
const everywhere = {
  expected: [
    { ...both, regions: ["north"] },
    { ...other, regions: ["north"] },
  ],
};

describe("there is none of a type", () => {
  it.each<[string, string, Within, Input]>([
    ["it was read in the region", GROUP, "region", whole],
    ["it was read in the only region that is known", GROUP, "account", whole],
    ["it was read where things have no region", USER, "account", whole],
    [
      "it was read in every region that is expected",
      GROUP,
      "account",
      { expected: [both], reads: [`1 north ${GROUP}`, `1 south ${GROUP}`] },
    ],
    ["it was read in all regions at once", GROUP, "account", { expected: [both], reads: [`1 * ${GROUP}`] }],
    ["somebody declared it of every account", GROUP, "account", { reads: [`* * ${GROUP}`] }],
    [
      "it was read in all accounts that are expected",
      GROUP,
      "organization",
      { ...everywhere, reads: [`1 north ${GROUP}`, `2 north ${GROUP}`] },
    ],
    ["another type is blind", GROUP, "region", { ...whole, spots: [{ types: [USER] }] }],
    ["another cloud is blind", GROUP, "region", { ...whole, spots: [{ provider: "other" }] }],
    ["another account is blind", GROUP, "account", { ...whole, spots: [{ account: "2" }] }],
    ["another region is blind", GROUP, "region", { ...whole, spots: [{ account: "1", region: "south" }] }],
    [
      "a region is blind, and things of the type have none",
      USER,
      "account",
      { ...whole, spots: [{ account: "1", region: "south" }] },
    ],
  ])("may be said where %s", (_, type, within, input) => {
    expect(hole(type, within, input)).toBeNull();
  });

  it.each<[string, string, Within, Input]>([
    ["nothing was read", GROUP, "region", {}],
    ["nothing was read of the account", GROUP, "account", {}],
    ["it was read elsewhere only", GROUP, "region", { reads: [`1 south ${GROUP}`] }],
    ["it was not read where things have no region", USER, "account", { reads: [`1 north ${USER}`] }],
    ["a region that is expected was not read", GROUP, "account", { expected: [both], reads: [`1 north ${GROUP}`] }],
    [
      "in a region that is known another type was read alone",
      GROUP,
      "account",
      { reads: [`1 north ${GROUP}`, `1 south Test::Other`] },
    ],
    ["an account that is expected was not read", GROUP, "organization", { ...everywhere, reads: [`1 north ${GROUP}`] }],
    ["the accounts were not listed", GROUP, "organization", whole],
    ["it is blind", GROUP, "region", { ...whole, spots: [{ account: "1", region: "north" }] }],
    ["everything is blind", GROUP, "region", { ...whole, spots: [{ types: ["*"] }] }],
    ["it is blind in every region", GROUP, "region", { ...whole, spots: [{ account: "1", region: "*" }] }],
    [
      "another region is blind, and the account is asked about",
      GROUP,
      "account",
      { ...whole, spots: [{ account: "1", region: "south" }] },
    ],
    [
      "it is blind where things have no region",
      USER,
      "account",
      { ...whole, spots: [{ account: "1", region: "global" }] },
    ],
    [
      "another account is blind, and the organization is asked about",
      GROUP,
      "organization",
      { ...everywhere, reads: [`1 north ${GROUP}`, `2 north ${GROUP}`], spots: [{ account: "2" }] },
    ],
  ])("may not be said where %s", (_, type, within, input) => {
    expect(hole(type, within, input)).toEqual(expect.any(String));
  });
});
