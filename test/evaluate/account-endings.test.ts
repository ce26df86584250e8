import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { BudgetLimits } from "../../src/evaluate/budget.ts";
import type { Facts } from "../../src/evaluate/context.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { exists, facts, judge, model, rule, thing } from "./judged-things.ts";

const good = { path: "configuration.good", equals: true };
/** An id that says its account, as most clouds have them. */
const known: Facts = {
  ...facts,
  fields: { "Test::Thing": { fields: {}, unique: ["id"] } },
  providers: { test: { case: "sensitive", id_scope: /^(?<account>\d):/ } },
};

const RULES = [
  exists,
  rule("test-thing-near-peer", {
    expect: {
      some: {
        related: "Test::Thing",
        join: { ours: "configuration.peer", theirs: "name" },
        within: "account",
        where: good,
      },
    },
  }),
  rule("test-thing-far-peer", {
    when: { path: "configuration.good", equals: true },
    expect: {
      none: {
        related: "Test::Thing",
        join: { ours: "name", theirs: "configuration.peer" },
        within: "organization",
        where: good,
        empty: "pass",
      },
    },
  }),
  rule("test-thing-named-peer", {
    expect: {
      some: {
        related: "Test::Named",
        join: { ours: "configuration.by_id", theirs: "id" },
        within: "account",
        where: good,
      },
    },
  }),
  rule("test-thing-far-then-near", {
    expect: {
      any: [
        {
          every: {
            related: "Test::Thing",
            join: { ours: "configuration.peer", theirs: "name" },
            within: "organization",
            empty: "fail",
            where: { some: { related: "Test::Account", within: "account", where: good } },
          },
        },
        { some: { related: "Test::Near", within: "region", where: good } },
      ],
    },
  }),
  rule("test-thing-far-and-near", {
    when: { some: { related: "Test::Thing", within: "organization", where: good } },
    expect: {
      all: [
        { any: [good, { some: { related: "Test::Near", within: "account", where: good } }] },
        {
          none: {
            related: "Test::Near",
            join: { ours: "name", theirs: "configuration.peer" },
            within: "region",
            empty: "pass",
            where: {
              some: {
                related: "Test::Thing",
                join: { ours: "name", theirs: "name" },
                within: "organization",
                where: good,
              },
            },
          },
        },
      ],
    },
  }),
];

const TYPES = ["Test::Thing", "Test::Thing", "Test::Near", "Test::Near", "Test::Named", "Test::Account"];
const ACCOUNTS = ["1", "2", "3"];
const name = fc.constantFrom("a", "b", "c", "d");
const place = { account: fc.constantFrom(...ACCOUNTS), region: fc.constantFrom("north", "south") };
const resource = fc
  .record({
    ...place,
    type: fc.constantFrom(...TYPES),
    name,
    configuration: fc.record(
      {
        good: fc.boolean(),
        peer: name,
        other: name,
        by_id: fc.tuple(fc.constantFrom(...ACCOUNTS), name).map(([to, its]) => `${to}:${its}:Test::Named:north`),
      },
      { requiredKeys: [] },
    ),
    refused: fc.boolean(),
    isOld: fc.integer({ max: 9, min: 0 }),
  })
  .map(({ account, name: own, type, configuration, refused, isOld, region }): SnapshotEntry =>
    thing(
      `${account}:${own}:${type}:${region}`,
      { x: 1, ...configuration },
      {
        account,
        region,
        type,
        name: own,
        ...(refused && { unread: [{ path: "configuration.peer", reason: "access_denied" }] }),
        ...(isOld === 0 && { confirmed_at: "2026-01-01T00:00:00Z" }),
      },
    ),
  );
const read = fc
  .record({ ...place, type: fc.constantFrom(...TYPES) })
  .map((one): SnapshotEntry => ({ read: { provider: "test", call: "test:List", ...one } }));
const blind = fc.record({ ...place, type: fc.constantFrom(...TYPES) }).map(({ type, ...one }): SnapshotEntry => ({
  blind_spot: { provider: "test", ...one, types: [type], reason: "access_denied", message: "denied" },
}));
const header = fc
  .uniqueArray(
    fc.record({ provider: fc.constant("test"), account: place.account, regions: fc.constant(["north", "south"]) }),
    {
      selector: ({ account }) => account,
    },
  )
  .map((expected): SnapshotEntry => ({ header: { scope: { name: "s", expected } } }));

const accountOf = (entry: SnapshotEntry): string | undefined => {
  if ("resource" in entry) return entry.resource.account;
  if ("read" in entry) return entry.read.account;
  return "blind_spot" in entry ? entry.blind_spot.account : undefined;
};

const end = (account: string): SnapshotEntry => ({ account_end: { provider: "test", account } });

/** Says behind the last entry of each account that it was the last. */
function withEnds(entries: readonly SnapshotEntry[], accounts: readonly string[]): SnapshotEntry[] {
  const ended = [...entries];
  for (const account of accounts)
    ended.splice(ended.findLastIndex((entry) => accountOf(entry) === account) + 1, 0, end(account));
  return ended;
}

/** Of several holes that hide the same, the first that was told of is named. */
const sorted = ({ evaluations }: { evaluations: readonly Evaluation[] }): string[] =>
  evaluations
    .map(({ evidence, ...rest }) => {
      const found = evidence.map((fact) => (fact.state === "unread" ? { ...fact, seen: "" } : fact));
      return JSON.stringify({ ...rest, found });
    })
    .toSorted();

describe("that nothing more of an account comes", () => {
  it("changes nothing that is said of it or of others", () => {
    fc.assert(
      fc.property(
        header,
        fc.uniqueArray(resource, { maxLength: 14, selector: (one) => ("resource" in one ? one.resource.id : "") }),
        fc.array(read, { maxLength: 12 }),
        fc.array(blind, { maxLength: 2 }),
        fc.subarray(ACCOUNTS),
        fc.infiniteStream(fc.nat(1000)),
        (head, resources, reads, blinds, accounts, chance) => {
          const rest = [...resources, ...reads, ...blinds]
            .map((entry) => ({ entry, at: chance.next().value as number }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ entry }) => entry);
          const entries = [head, ...rest];
          const without = judge(RULES, entries, 7, known);
          const ended = judge(RULES, withEnds(entries, accounts), 7, known);
          expect(sorted(ended)).toEqual(sorted(without));
          expect(ended.summary).toEqual(without.summary);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("with less memory says nothing else than with all of it, or that it does not know", () => {
    fc.assert(
      fc.property(
        fc.array(resource, { maxLength: 14 }),
        fc.array(read, { maxLength: 12 }),
        fc.record({ entries: fc.nat(25), bytes: fc.integer({ min: 0, max: 5000 }) }),
        (resources, reads, keep) => {
          const entries = withEnds([...reads, ...resources], ACCOUNTS);
          for (const one of RULES) {
            const outcomesOf = (limits?: BudgetLimits): readonly string[] =>
              judgeKeeping(limits, entries, one).outcomes;
            const all = outcomesOf();
            const less = outcomesOf(keep).filter((outcome) => !all.includes(outcome));
            expect(less.filter((outcome) => !outcome.endsWith(" unknown"))).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("frees the memory that it took", () => {
    const account = (id: string): SnapshotEntry[] => [
      thing(`${id}:a`, { peer: "z" }, { account: id }),
      thing(`${id}:b`, { peer: "z" }, { account: id }),
      { read: { provider: "test", account: id, region: "*", type: "Test::Thing", call: "test:List" } },
    ];
    const accounts = Array.from({ length: 50 }, (_, index) => String(index));
    const entries = accounts.flatMap(account);
    const near = RULES[1]!;
    const keep = { entries: 8, bytes: 1e6 };
    const cut = judgeKeeping(keep, entries, near);
    expect(cut.warnings).toHaveLength(1);
    const ended = judgeKeeping(keep, withEnds(entries, accounts), near);
    expect(ended.warnings).toEqual([]);
    expect(ended.outcomes.every((outcome) => outcome.endsWith(" fail"))).toBe(true);
  });

  it("leaves open what hangs on another account for every rule that asks the same", () => {
    const type = "AWS::EC2::SecurityGroup";
    const closed = (port: number): Rule =>
      rule(`test-closed-${port}`, { resource: [type], expect: { closed_to_internet: { ports: [port] } } });
    const open = [{ ipProtocol: "-1", prefixListIds: ["pl-1"], ipv4Ranges: [], ipv6Ranges: [] }];
    const group = thing("1:sg", { ipPermissions: open }, { type });
    const list = { PrefixListId: "pl-1", Entries: [{ Cidr: "0.0.0.0/0" }] };
    const shared = thing("2:pl", list, { account: "2", type: "AWS::EC2::PrefixList" });
    const behind = rule("test-thing-behind-closed", {
      expect: {
        every: {
          related: type,
          join: { ours: "configuration.group", theirs: "name" },
          within: "region",
          where: { closed_to_internet: { ports: [22] } },
        },
      },
    });
    const things = ["1:a", "1:b"].map((id) => thing(id, { group: "1:sg" }));
    const entries = [group, ...things, end("1"), shared, end("2")];
    const { evaluations } = judge([closed(22), closed(3389), behind], entries);
    expect(evaluations.map(({ outcome }) => outcome)).toEqual(["fail", "fail", "fail", "fail"]);
  });

  it("is believed before the input ends, so that what comes all the same is a blind spot", () => {
    const late = thing("1:late", { good: true });
    const { evaluations } = judge([exists, RULES[1]!], [thing("1:a", { peer: "a" }), end("1"), late, late]);
    const told = evaluations.filter(({ reason }) => reason === "blind_spot");
    expect(told.map(({ rule_id, outcome }) => `${rule_id} ${outcome}`).toSorted()).toEqual([
      "test-account-has-thing unknown",
      "test-thing-near-peer unknown",
    ]);
    expect(told[0]!.evidence[0]!.seen).toMatch(/more of the account 1 came after the input had said/);
    expect(evaluations.some(({ resource: { id } }) => id === "1:late")).toBe(false);
  });

  it("shows what was expected of the account and never came", () => {
    const expected = [{ provider: "test", account: "1", regions: ["north", "south"] }];
    const { summary, evaluations } = judge(
      [RULES[1]!],
      [{ header: { scope: { name: "s", expected } } }, thing("1:a", { peer: "x" }), end("1")],
    );
    expect(summary.unknown).toBe(2);
    expect(evaluations.filter(({ reason }) => reason === "blind_spot")).toHaveLength(1);
  });
});

function judgeKeeping(
  keep: BudgetLimits | undefined,
  entries: readonly SnapshotEntry[],
  one: typeof exists,
): { warnings: readonly string[]; outcomes: readonly string[] } {
  const outcomes: string[] = [];
  const judging = createJudge({
    rules: [one],
    responsibility: model,
    facts: known,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: ({ fingerprint, outcome }) => void outcomes.push(`${fingerprint} ${outcome}`),
    ...(keep && { keep }),
  });
  for (const entry of entries) judging.see(entry);
  return { warnings: judging.finish().warnings, outcomes };
}
