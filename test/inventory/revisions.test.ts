import { describe, expect, it } from "vitest";
import type { Found } from "../../src/inventory/findings.ts";
import { keepLatest } from "../../src/inventory/revisions.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { blindSpots, resources } from "./entries-of.ts";

function found(id: string, at: string, mayComeAgain = true): Found {
  const resource = {
    provider: "aws",
    account: "111122223333",
    region: "global",
    type: "AWS::IAM::Role",
    id,
    name: id,
    at,
  };
  return { entry: { resource }, revision: { key: id, at, mayComeAgain } };
}

function run(all: readonly Found[], limit?: number): { entries: SnapshotEntry[]; duplicates: number } {
  const entries: SnapshotEntry[] = [];
  const revisions = keepLatest((entry) => entries.push(entry), limit);
  for (const one of all) revisions.take(one);
  revisions.finish();
  return { entries, duplicates: revisions.duplicates() };
}

describe("keepLatest", () => {
  it("gives on at once what comes only once", () => {
    const entries: SnapshotEntry[] = [];
    keepLatest((entry) => entries.push(entry)).take(found("a", "1", false));
    expect(entries).toHaveLength(1);
  });

  it("holds a snapshot's item against the history read before it", () => {
    const { entries } = run([found("a", "2"), found("a", "1", false)]);
    expect(resources(entries).map((one) => one["at"])).toEqual(["2"]);
  });

  it("keeps the order in which things first came", () => {
    const { entries } = run([found("b", "1"), found("a", "1"), found("b", "2")]);
    expect(resources(entries).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("lets go beyond its bound, and says what came too late", () => {
    const early = run([found("a", "1"), found("b", "1"), found("a", "1")], 10);
    expect(resources(early.entries)).toHaveLength(2);
    expect(blindSpots(early.entries)).toEqual([]);
    const late = run([found("a", "1"), found("a", "2")], 10);
    expect(resources(late.entries).map((one) => one["at"])).toEqual(["1"]);
    expect(blindSpots(late.entries)).toMatchObject([
      { reason: "stale", types: ["AWS::IAM::Role"], account: "111122223333" },
    ]);
    expect(late.duplicates).toBe(1);
  });
});
