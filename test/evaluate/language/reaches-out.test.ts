import { expect, it } from "vitest";
import { reachesOut } from "../../../src/evaluate/language/reaches-out.ts";
import type { Condition } from "../../../src/model/rule.ts";

const conditions: Readonly<Record<string, Condition>> = {
  closed: { path: "a", equals: 1 },
  open: { all: [{ path: "$.a", equals: 1 }] },
  "leads-out": { any: [{ holds: "open" }] },
};

it.each<[Condition, boolean]>([
  [{ path: "a.b", equals: 1 }, false],
  [{ path: "a.$b", is: "set" }, false],
  [{ path: "$.a", equals: 1 }, true],
  [{ path: ["a", "$.b"], equals: 1 }, true],
  [{ path: "a", equals: { path: "$outer.b" } }, true],
  [{ not: { some: { in: "list", where: { path: "$.a", is: "set" } } } }, true],
  [{ some: { related: "T", join: { ours: "$.id", theirs: "id" }, within: "account" } }, true],
  [{ some: { related: "T", join: { ours: "id", theirs: "id" }, within: "account" } }, false],
  [{ holds: "closed" }, false],
  [{ holds: "leads-out" }, true],
  [{ all: [{ holds: "no-such" }, { grants_none: { policy: "$.policy", to: "public" } }] }, true],
])("%j: %s", (condition, out) => {
  expect(reachesOut(condition, conditions)).toBe(out);
});
