import { describe, expect, it } from "vitest";
import type { Found } from "../../src/inventory/findings.ts";
import { keepLatest } from "../../src/inventory/revisions.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { blindSpots, resources } from "./entries-of.ts";

function found(id: string, at: string, again: "often" | "seldom" | "never" = "often"): Found {
  const resource = {
    provider: "aws",
    account: "111122223333",
    region: "global",
    type: "AWS::IAM::Role",
    id,
    name: id,
    at,
  };
  return { entry: { resource }, revision: { key: id, at, again } };
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
    keepLatest((entry) => entries.push(entry)).take(found("a", "1", "never"));
    expect(entries).toHaveLength(1);
  });

  it("holds a snapshot's item against the history read before it", () => {
    const { entries } = run([found("a", "2"), found("a", "1", "never")]);
    expect(resources(entries).map((one) => one["at"])).toEqual(["2"]);
  });

  it("takes two ARNs under one id for two things", () => {
    const trail = (arn: string, at: string): Found => {
      const { entry, revision } = found("a", at);
      if (!("resource" in entry)) throw new Error("no resource");
      return { entry: { resource: { ...entry.resource, id: arn } }, revision: revision! };
    };
    const all = [
      trail("arn:one", "1"),
      trail("arn:two", "2"),
      trail("a", "0"),
      trail("arn:two", "3"),
      trail("arn:one", "0"),
    ];
    for (const limit of [undefined, 10]) {
      const shown = resources(run(all, limit).entries).map(({ id, at }) => [id, at]);
      expect(shown).toEqual([
        ["arn:one", "1"],
        ["arn:two", limit === undefined ? "3" : "2"],
      ]);
    }
  });

  it("keeps the order in which things first came", () => {
    const { entries } = run([found("b", "1"), found("a", "1"), found("b", "2")]);
    expect(resources(entries).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("keeps of two as late the one of which more was read, else the first", () => {
    const of = (from: string, unread: readonly string[]): Found => {
      const { entry, ...rest } = found("a", "1");
      if (!("resource" in entry)) throw new Error("no resource");
      const missing = unread.map((path) => ({ path, reason: "not_collected" as const }));
      return { ...rest, entry: { resource: { ...entry.resource, from, unread: missing } } };
    };
    const { entries } = run([of("poor", ["tags", "properties"]), of("rich", ["tags"]), of("as rich", ["properties"])]);
    expect(resources(entries).map((one) => one["from"])).toEqual(["rich"]);
  });

  it("holds what comes again but seldom only while there is room", () => {
    expect(resources(run([found("a", "1", "seldom"), found("a", "2", "seldom")]).entries)).toHaveLength(1);
    const { entries } = run(
      ["a", "b", "a"].map((id) => found(id, "1", "seldom")),
      10,
    );
    expect(resources(entries)).toHaveLength(3);
  });

  it("says once for an account and type that later states came too late", () => {
    const { entries } = run(
      ["a", "b", "a", "b"].map((id, at) => found(id, String(at))),
      10,
    );
    expect(blindSpots(entries)).toMatchObject([{ reason: "stale", types: ["AWS::IAM::Role"] }]);
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
