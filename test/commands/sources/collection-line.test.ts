import { describe, expect, it } from "vitest";
import type { CollectionProgress } from "../../../src/commands/sources/collection-line.ts";
import { collectionLine } from "../../../src/commands/sources/collection-line.ts";

const START: CollectionProgress = {
  calls: 0,
  throttled: 0,
  pages: 0,
  resources: 0,
  accounts: { done: 0, all: 0 },
  regions: { done: 0, all: 0 },
  share: 0,
};

describe("the line of a collection", () => {
  it.each<[string, Partial<CollectionProgress>, number, string]>([
    ["at its start", {}, 0, "aws: 0/0 accounts, 0/0 regions, 0 pages, 0 resources, 0/s"],
    [
      "half way through one account",
      { accounts: { done: 0, all: 1 }, regions: { done: 8, all: 16 }, share: 0.5, pages: 12, resources: 1000 },
      10_000,
      "aws: 0/1 accounts, 8/16 regions, 12 pages, 1000 resources, 100/s, 10 s left",
    ],
    [
      "through a tenth of an organization",
      { accounts: { done: 30, all: 300 }, regions: { done: 510, all: 578 }, share: 0.1, pages: 600, resources: 60_000 },
      600_000,
      "aws: 30/300 accounts, 510/578 regions, 600 pages, 60000 resources, 100/s, 1 h 30 min left",
    ],
    [
      "that is throttled",
      { throttled: 3, resources: 10 },
      1_000,
      "aws: 0/0 accounts, 0/0 regions, 0 pages, 10 resources, 10/s, 3 throttled",
    ],
    [
      "at its end",
      { accounts: { done: 2, all: 2 } },
      5_000,
      "aws: 2/2 accounts, 0/0 regions, 0 pages, 0 resources, 0/s",
    ],
  ])("%s", (_, progress, now, expected) => {
    expect(collectionLine("aws", 0)({ ...START, ...progress }, now)).toBe(expected);
  });
});
