import { expect, it } from "vitest";
import { readSet } from "../../../src/evaluate/language/read-set.ts";
import type { Condition } from "../../../src/model/rule.ts";

const asObject = (condition: Condition, conditions: Record<string, Condition> = {}) =>
  Object.fromEntries([...readSet(condition, "T::A", conditions)].map(([type, paths]) => [type, [...paths].toSorted()]));

it.each<[string, Condition, Record<string, string[]>]>([
  ["a line", { path: "configuration.a.b", equals: 1 }, { "T::A": ["configuration.a.b"] }],
  ["spellings", { path: ["a.x", "a.X"], equals: 1 }, { "T::A": ["a.X", "a.x"] }],
  ["an operand", { path: "a.x", equals: { path: "a.y" } }, { "T::A": ["a.x", "a.y"] }],
  [
    "a list and its elements",
    {
      every: {
        in: "a.list",
        empty: "pass",
        where: {
          all: [
            { path: "x", equals: 1 },
            { path: "$.b", equals: 1 },
          ],
        },
      },
    },
    { "T::A": ["a.list", "a.list[].x", "b"] },
  ],
  [
    "entries of a map",
    { none: { in: "tags{}", where: { path: "key", equals: "x" } } },
    { "T::A": ["tags{}", "tags{}.key"] },
  ],
  [
    "a related type",
    {
      some: {
        related: "T::B",
        join: { ours: "a.ref", theirs: "id" },
        within: "account",
        where: { path: "c.ok", equals: true },
      },
    },
    { "T::A": ["a.ref"], "T::B": ["c.ok", "id"] },
  ],
  ["a related type asked nothing", { some: { related: "T::B", within: "account" } }, { "T::B": [] }],
  [
    "a named element",
    {
      some: {
        in: "a.list",
        as: "it",
        where: { some: { in: "$it.inner", where: { path: "x", equals: { path: "$it.y" } } } },
      },
    },
    { "T::A": ["a.list", "a.list[].inner", "a.list[].inner[].x", "a.list[].y"] },
  ],
  ["not", { not: { path: "a.x", is: "set" } }, { "T::A": ["a.x"] }],
])("of %s", (_, condition, expected) => {
  expect(asObject(condition)).toEqual(expected);
});

it("follows shared conditions", () => {
  expect(asObject({ holds: "shared" }, { shared: { path: "a.x", equals: 1 } })).toEqual({ "T::A": ["a.x"] });
});
