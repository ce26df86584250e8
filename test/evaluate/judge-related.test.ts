import { describe, expect, it } from "vitest";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { Facts } from "../../src/evaluate/language/context.ts";
import type { BlindSpot, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { model, facts, rule, thing, judge, encrypted, exists, account } from "./judged-things.ts";

describe("there must be an X", () => {
  const read = (region: string, type = "Test::Thing"): SnapshotEntry => ({
    read: { provider: "test", account: "1", region, type, call: "test:List" },
  });
  const header = (...regions: string[]): SnapshotEntry => ({
    header: { scope: { name: "s", expected: [{ provider: "test", account: "1", regions }] } },
  });
  const good = thing("g", { good: true });
  const bad = thing("b", { good: false });
  const blind = (region: string): SnapshotEntry => ({
    blind_spot: {
      provider: "test",
      account: "1",
      region,
      types: ["Test::Thing"],
      reason: "access_denied",
      message: "denied",
    },
  });

  it.each<[string, SnapshotEntry[], string]>([
    ["one is there", [account, good], "pass"],
    ["one is there and comes later or earlier", [good, account], "pass"],
    ["one is there, another region is blind", [account, good, blind("south")], "pass"],
    ["none, and nothing says that all was read", [account, bad], "unknown"],
    [
      "none, all that was expected was read",
      [header("north", "south"), read("north"), read("south"), account, bad],
      "fail",
    ],
    ["none at all, all that was expected was read", [header("north"), read("north"), account], "fail"],
    ["none, one expected region was not read", [header("north", "south"), read("north"), account, bad], "unknown"],
    ["none, one call covered every region", [header("north", "south"), read("*"), account, bad], "fail"],
    ["none, no scope given: the regions seen", [read("north"), account, bad], "fail"],
    [
      "none, a region known from another type was not read",
      [read("north"), read("south", "Test::Other"), account, bad],
      "unknown",
    ],
    [
      "none, one region blind",
      [header("north", "south"), read("north"), read("south"), blind("south"), account, bad],
      "unknown",
    ],
    [
      "the only one is too old",
      [header("north"), read("north"), account, thing("g", { good: true }, { confirmed_at: "2026-01-01T00:00:00Z" })],
      "unknown",
    ],
    [
      "the only one is in another account",
      [header("north"), read("north"), account, thing("g", { good: true }, { account: "2" })],
      "fail",
    ],
  ])("%s", (_, entries, outcome) => {
    const { evaluations } = judge([exists], entries);
    expect(evaluations.find(({ resource }) => resource.type === "Test::Account")?.outcome).toBe(outcome);
  });

  it("is answered from the same things in whatever order they came", () => {
    const others = ["c", "a", "b"].map((id) => thing(id, { good: false }));
    const evidence = (entries: SnapshotEntry[]): string =>
      JSON.stringify(judge([exists], [account, read("north"), ...entries]).evaluations[0]!.evidence);
    expect(evidence(others)).toContain('"b"');
    expect(evidence(others.toReversed())).toBe(evidence(others));
  });

  it("judges the same in any order", () => {
    const entries = [header("north", "south"), read("north"), read("south"), account, bad, good];
    const forward = judge([exists, encrypted], entries)
      .evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`)
      .toSorted();
    const backward = judge([exists, encrypted], entries.toReversed())
      .evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`)
      .toSorted();
    expect(backward).toEqual(forward);
  });

  it("needs a listed organization for `within: organization`", () => {
    const wide = rule("test-account-wide", {
      ...exists,
      id: "test-account-wide",
      expect: {
        some: { related: "Test::Thing", within: "organization", where: { path: "configuration.good", equals: true } },
      },
    });
    expect(judge([wide], [read("north"), account]).evaluations).toMatchObject([{ outcome: "unknown" }]);
    expect(judge([wide], [header("north"), read("north"), account]).evaluations).toMatchObject([{ outcome: "fail" }]);
    expect(judge([wide], [account, thing("g", { good: true }, { account: "2" })]).evaluations).toMatchObject([
      { outcome: "pass" },
    ]);
  });

  it("needs no look elsewhere where what was found is the only one there can be", () => {
    const joined = rule("test-thing-peer", {
      expect: {
        some: {
          related: "Test::Thing",
          join: { ours: "configuration.peer", theirs: "name" },
          within: "organization",
          where: { path: "configuration.good", equals: true },
        },
      },
    });
    const entries = [thing("a", { peer: "b", good: true }), thing("b", { good: false, peer: "zzz" })];
    const outcomeOfA = (known: Facts): string | undefined =>
      judge([joined], entries, 7, known).evaluations.find(({ resource }) => resource.id === "a")?.outcome;
    expect(outcomeOfA(facts)).toBe("unknown");
    expect(outcomeOfA({ ...facts, fields: { "Test::Thing": { fields: {}, unique: ["name"] } } })).toBe("fail");
  });

  const notPeered = rule("test-thing-not-peered", {
    expect: {
      none: {
        related: "Test::Thing",
        join: { ours: "name", theirs: "configuration.peer" },
        within: "account",
        empty: "pass",
      },
    },
  });

  it("names the call that would have told of a candidate", () => {
    const refused = {
      path: "configuration.peer",
      reason: "access_denied",
      call: "test:GetPeer",
      code: "Denied",
    } as const;
    const entries = [read("north"), thing("a", { peer: "nobody" }), thing("b", { other: 1 }, { unread: [refused] })];
    const seen = "Test::Thing: a candidate whose configuration.peer was not read: test:GetPeer Denied";
    const { evaluations } = judge([notPeered], entries);
    expect(evaluations).not.toEqual([]);
    for (const { evidence } of evaluations) expect(evidence).toMatchObject([{ seen, state: "unread" }]);
  });

  it("looks for a key in its own region alone, and says what was not read there", () => {
    const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    const keyed = rule("test-thing-own-key", { expect: { customer_managed_key: "configuration.key" } });
    const blind = (region: string): SnapshotEntry => ({
      blind_spot: {
        provider: "test",
        account: "1",
        region,
        types: ["AWS::KMS::Key"],
        reason: "access_denied",
        message: `refused in ${region}`,
      } as BlindSpot,
    });
    const evidence = judge([keyed], [blind("south"), blind("north"), thing("a", { key: id })]).evaluations.find(
      ({ resource }) => resource.id === "a",
    )?.evidence;
    expect(evidence).toMatchObject([
      { seen: "AWS::KMS::Key was not wholly read: refused in north", because: `the key ${id} was not read` },
    ]);
  });

  it("may miss a candidate that lacks a joined key which its source always writes", () => {
    const entries = [read("north"), thing("a", { peer: "nobody" }), thing("b", { other: 1 })];
    const outcomes = (known: Facts): string[] =>
      judge([notPeered], entries, 7, known).evaluations.map(({ outcome }) => outcome);
    expect(outcomes(facts)).toEqual(["pass", "pass"]);
    const peer = { type: "text", always: true } as const;
    expect(outcomes({ ...facts, fields: { "Test::Thing": { fields: { "configuration.peer": peer } } } })).toEqual([
      "unknown",
      "unknown",
    ]);
  });

  it("keeps an empty document's waiting copy readable", () => {
    const joined = rule("test-thing-joined", {
      expect: {
        some: {
          related: "Test::Thing",
          join: { ours: "configuration.peer", theirs: "name" },
          within: "account",
          absent: "fail",
        },
      },
    });
    expect(judge([joined], [thing("a", { unrelated: 1 })]).evaluations).toMatchObject([{ outcome: "fail" }]);
  });
});

describe("what is kept in memory", () => {
  const read: SnapshotEntry = {
    read: { provider: "test", account: "1", region: "*", type: "Test::Thing", call: "test:List" },
  };
  const things = Array.from({ length: 50 }, (_, index) => thing(`t${index}`, { good: false }));

  it.each([
    ["entries", { entries: 20, bytes: 1e9 }],
    ["bytes", { entries: 1e9, bytes: 2_000 }],
  ])("is bounded by %s, and what does not fit makes unknown, never a fail", (_, keep) => {
    expect(judgeWith(keep)).toEqual(["unknown"]);
    expect(judgeWith()).toEqual(["fail"]);
  });

  it("loses no pair that cannot wait", () => {
    const accounts = Array.from({ length: 30 }, (_, index): SnapshotEntry => {
      const { resource } = account as { readonly resource: ResourceDocument };
      return { resource: { ...resource, account: String(index), id: String(index), name: String(index) } };
    });
    expect(judgeWith({ entries: 10, bytes: 1e9 }, accounts)).toEqual(accounts.map(() => "unknown"));
  });

  function judgeWith(
    keep?: { entries: number; bytes: number },
    entries: readonly SnapshotEntry[] = [account, read, ...things],
  ): string[] {
    const outcomes: string[] = [];
    const judging = createJudge({
      rules: [exists],
      responsibility: model,
      facts,
      maxAge: 7,
      emit: new Set(OUTCOMES),
      onEvaluation: ({ outcome }) => void outcomes.push(outcome),
      ...(keep && { keep }),
    });
    for (const entry of entries) judging.see(entry);
    const { warnings } = judging.finish();
    expect(warnings).toHaveLength(keep ? 1 : 0);
    return outcomes;
  }
});

it("what is asked of related things may hang on who asks, so that no one's answer is another's", () => {
  const agrees = rule("test-thing-agrees", {
    expect: {
      some: {
        related: "Test::Near",
        within: "account",
        where: { path: "configuration.colour", equals: { path: "$.configuration.colour" } },
      },
    },
  });
  const near = thing("n", { colour: "red" }, { type: "Test::Near" });
  const read: SnapshotEntry = {
    read: { provider: "test", account: "1", region: "north", type: "Test::Near", call: "test:List" },
  };
  const asking = ["red", "blue", "red"].map((colour, index) => thing(`${index}`, { colour }));
  const { evaluations } = judge([agrees], [read, near, ...asking]);
  expect(evaluations.map(({ outcome }) => outcome)).toEqual(["pass", "fail", "pass"]);
});
