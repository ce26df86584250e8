import { expect, it } from "vitest";
import { leavesOf } from "../../src/rules/condition-leaves.ts";
import type { Condition } from "../../src/model/rule.ts";

const x = { path: "x.y", equals: 1 } as const;

it.each<[string, Condition, string]>([
  ["a line", x, "x.y"],
  ["a line in a list", { some: { in: "a.b", where: x } }, "a.b[0].x.y"],
  ["an element itself", { every: { in: "a[]", empty: "pass", where: { equals: 1 } } }, "a[0]"],
  ["a list in a list", { some: { in: "a", where: { none: { in: "b", where: x } } } }, "a[0].b[0].x.y"],
  ["the judged resource from within", { some: { in: "a", where: { path: "$.c", equals: 1 } } }, "c"],
  ["a map", { none: { in: "tags{}", where: { path: "key", equals: "a" } } }, "tags.NAME.key"],
  ["another resource", { some: { in: "a", where: { some: { related: "T", within: "account", where: x } } } }, "x.y"],
  ["a fact beside it", { count: { in: "@k.list", where: x, at_most: 1 } }, "@k.list[0].x.y"],
  ["a question", { grants_none: { policy: "p", to: "public" } }, "p"],
  ["a part of a not", { not: { any: [x] } }, "x.y"],
])("names the place that %s is about, as evidence does", (_, condition, at) => {
  expect(leavesOf(condition).map((leaf) => leaf.at)).toEqual([at]);
});
