import { describe, expect, it } from "vitest";
import { createReads } from "../../../src/evaluate/related/reads.ts";
import type { Reads } from "../../../src/evaluate/related/reads.ts";

const OF = { provider: "test", account: "1" };
const OTHER = { provider: "test", account: "2" };

function add(reads: Reads, account: typeof OF, ...places: string[]): void {
  for (const place of places) {
    const [type = "", region = ""] = place.split(" ");
    reads.add({ ...account, type, region, call: "test:List" });
  }
}

function told(reads: Reads, account: typeof OF): Record<string, string[]> {
  return Object.fromEntries(
    Array.from(reads.ofAccount(account) ?? [], ([type, regions]) => [type, [...regions].toSorted()]),
  );
}

describe("what was read of an account", () => {
  it("is the same after its end", () => {
    const reads = createReads();
    add(reads, OF, "Group north", "Group south", "User global");
    const before = told(reads, OF);
    reads.endAccount(OF);
    expect(before).toEqual({ Group: ["north", "south"], User: ["global"] });
    expect(told(reads, OF)).toEqual(before);
    expect(reads.regionsOfType(OF, "Group")).toEqual(new Set(["north", "south"]));
  });

  it("is held once for all that ended with the same, in whatever order it came", () => {
    const reads = createReads();
    add(reads, OF, "Group north", "Group south", "User global");
    add(reads, OTHER, "User global", "Group south", "Group north");
    for (const account of [OF, OTHER]) reads.endAccount(account);
    expect(reads.ofAccount(OTHER)).toBe(reads.ofAccount(OF));
  });

  it.each<[string, string[], string[]]>([
    ["another region", ["Group north"], ["Group south"]],
    ["a region less", ["Group north", "Group south"], ["Group north"]],
    ["a type more", ["Group north"], ["Group north", "User north"]],
    ["names that look like two", ["Group a", "Group b"], ["Group a,b"]],
    ["the regions of two types the other way round", ["A north", "B south"], ["A south", "B north"]],
  ])("is its own where the other has %s", (_, own, others) => {
    const reads = createReads();
    add(reads, OF, ...own);
    add(reads, OTHER, ...others);
    const before = [told(reads, OF), told(reads, OTHER)];
    for (const account of [OF, OTHER]) reads.endAccount(account);
    expect([told(reads, OF), told(reads, OTHER)]).toEqual(before);
  });

  it("grows after its end without a change to what others share with it", () => {
    const reads = createReads();
    for (const account of [OF, OTHER]) {
      add(reads, account, "Group north");
      reads.endAccount(account);
    }
    add(reads, OF, "Group south");
    expect(told(reads, OF)).toEqual({ Group: ["north", "south"] });
    expect(told(reads, OTHER)).toEqual({ Group: ["north"] });
    reads.endAccount(OF);
    expect(told(reads, OF)).toEqual({ Group: ["north", "south"] });
  });

  it("is nothing where no call succeeded", () => {
    const reads = createReads();
    reads.endAccount(OF);
    expect(reads.ofAccount(OF)).toBeUndefined();
    expect(reads.regionsOfType(OF, "Group").size).toBe(0);
  });

  it("stays right where more accounts differ than are compared", () => {
    const reads = createReads();
    const accounts = Array.from({ length: 250 }, (_, index) => ({ provider: "test", account: `${index}` }));
    for (const account of accounts) {
      add(reads, account, `Type${account.account} north`, "Group south");
      reads.endAccount(account);
    }
    for (const account of accounts)
      expect(told(reads, account)).toEqual({ [`Type${account.account}`]: ["north"], Group: ["south"] });
  });
});
