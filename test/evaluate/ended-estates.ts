import fc from "fast-check";
import type { Facts } from "../../src/evaluate/language/context.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { exists, facts, rule, thing } from "./judged-things.ts";

const good = { path: "configuration.good", equals: true };
/** An id that says its account, as most clouds have them. */
export const known: Facts = {
  ...facts,
  fields: { "Test::Thing": { fields: {}, unique: ["id"] } },
  providers: { test: { case: "sensitive", id_scope: /^(?<account>\d):/ } },
};

export const RULES = [
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
export const ACCOUNTS = ["1", "2", "3"];
const name = fc.constantFrom("a", "b", "c", "d");
const place = { account: fc.constantFrom(...ACCOUNTS), region: fc.constantFrom("north", "south") };
export const resource = fc
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
export const read = fc
  .record({ ...place, type: fc.constantFrom(...TYPES) })
  .map((one): SnapshotEntry => ({ read: { provider: "test", call: "test:List", ...one } }));
export const blind = fc
  .record({ ...place, type: fc.constantFrom(...TYPES) })
  .map(({ type, ...one }): SnapshotEntry => ({
    blind_spot: { provider: "test", ...one, types: [type], reason: "access_denied", message: "denied" },
  }));
export const header = fc
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

export const end = (account: string): SnapshotEntry => ({ account_end: { provider: "test", account } });

/** Says behind the last entry of each account that it was the last. */
export function withEnds(entries: readonly SnapshotEntry[], accounts: readonly string[]): SnapshotEntry[] {
  const ended = [...entries];
  for (const account of accounts)
    ended.splice(ended.findLastIndex((entry) => accountOf(entry) === account) + 1, 0, end(account));
  return ended;
}
