import { describe, expect, it } from "vitest";
import { createAccountCells } from "../../../src/evaluate/counts/account-cells.ts";
import type { Outcome } from "../../../src/model/words.ts";

const NONE = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };

describe("the counts by account", () => {
  const cells = createAccountCells();
  const pairs: [provider: string, account: string, owner: string, outcome: Outcome][] = [
    ["aws", "2", "web", "pass"],
    ["aws", "2", "web", "fail"],
    ["aws", "1", "web", "fail"],
    ["azure", "2", "data", "unknown"],
    ["aws", "2", "data", "fail"],
    ["aws", "__proto__", "data", "pass"],
  ];
  for (const [provider, account, id, outcome] of pairs) cells.count({ provider, account, owner: { id } }, outcome);

  it("are of all owners, by provider and account, sorted", () => {
    const { aws, azure } = cells.counts();
    expect(azure).toEqual({ 2: { ...NONE, unknown: 1 } });
    expect(Object.entries(aws!)).toEqual([
      ["1", { ...NONE, fail: 1 }],
      ["2", { ...NONE, pass: 1, fail: 2 }],
      ["__proto__", { ...NONE, pass: 1 }],
    ]);
  });

  it("are of one owner alone, and of one who has nothing none", () => {
    expect(cells.counts("web")).toEqual({ aws: { 1: { ...NONE, fail: 1 }, 2: { ...NONE, pass: 1, fail: 1 } } });
    expect(cells.counts("nobody")).toEqual({});
  });
});
