import { describe, expect, it } from "vitest";
import { OPERATORS } from "../../../src/evaluate/operators/registry.ts";
import { FALSE, TRUE, UNKNOWN } from "../../../src/evaluate/language/truth.ts";
import type { OperatorName, Table } from "../../../src/model/rule.ts";

type Seen = "true" | "false" | "unknown" | "wrong";
type Row = [operand: unknown, value: unknown, answer: Seen];

const runtimes: Table = {
  name: "runtimes",
  checked: "2026-11-01",
  source: "test",
  words: { old: { ends: "2025-01-01" }, soon: { ends: "2026-12-01" }, current: {}, "1.34": {} },
};
const tlsPolicies: Table = {
  name: "tls-policies",
  checked: "2026-11-01",
  source: "test",
  words: { "Policy-A": { oldest: "1.2" }, "Policy-B": { oldest: "1.0" } },
};
const stale: Table = { ...runtimes, name: "stale", checked: "2024-01-01" };
const tables = { runtimes, stale, "tls-policies": tlsPolicies };

function answer(name: OperatorName, operand: unknown, value: unknown, fold = false): Seen {
  const given = OPERATORS[name].prepare(operand, { fold, asOf: Date.parse("2026-11-20T12:00:00Z"), tables })(value);
  if (typeof given === "object" && "wrong" in given) return "wrong";
  const truth = typeof given === "number" ? given : given.truth;
  return truth === TRUE ? "true" : truth === FALSE ? "false" : truth === UNKNOWN ? "unknown" : "wrong";
}

const TABLE: Partial<Record<OperatorName, Row[]>> = {
  is: [
    ["set", "x", "true"],
    ["set", "", "false"],
    ["set", [], "false"],
    ["set", {}, "false"],
    ["set", 0, "true"],
    ["set", false, "true"],
    ["set", { masked: true, length: 3, looks_like: "nothing" }, "true"],
    ["set", { masked: true, length: 0, looks_like: "nothing" }, "false"],
    ["set", null, "false"],
    ["unset", null, "true"],
    ["unset", "x", "false"],
  ],
  equals: [
    ["a", "a", "true"],
    ["a", "A", "false"],
    ["a", 1, "wrong"],
    ["1", 1, "wrong"],
    [1, "1", "true"],
    [1, 1.0, "true"],
    [1, "one", "wrong"],
    [1, "", "wrong"],
    [true, "TRUE", "true"],
    [true, "yes", "wrong"],
    [true, 1, "wrong"],
    [false, "false", "true"],
    ["true", true, "wrong"],
    ["a", ["a"], "wrong"],
  ],
  not_equals: [
    ["a", "b", "true"],
    ["a", "a", "false"],
    ["a", 1, "wrong"],
  ],
  one_of: [
    [["a", "b"], "b", "true"],
    [["a", "b"], "c", "false"],
    [["a", "b"], 1, "wrong"],
    [["a", 1], 1, "true"],
    [["a", 1], 2, "false"],
  ],
  not_one_of: [
    [["a", "b"], "c", "true"],
    [["a", "b"], "a", "false"],
    [["a"], {}, "wrong"],
  ],
  at_least: [
    [7, 7, "true"],
    [7, 6, "false"],
    [7, 8, "true"],
    [7, "7", "true"],
    [7, 7.0, "true"],
    [7, "7 days", "wrong"],
    [7, "", "wrong"],
    [7, true, "wrong"],
    [7, "Infinity", "wrong"],
  ],
  at_most: [
    [7, 7, "true"],
    [7, 8, "false"],
    [7, "6.5", "true"],
    [7, null, "wrong"],
  ],
  contains_all: [
    [["a", "b"], ["b", "a", "c"], "true"],
    [["a", "b"], ["a"], "false"],
    [["a"], [], "false"],
    [["a"], [{}], "unknown"],
    [["a", "b"], ["a", {}], "unknown"],
    [["a"], "a", "wrong"],
  ],
  contains_any: [
    [["a", "b"], ["b"], "true"],
    [["a", "b"], ["c"], "false"],
    [["a"], ["c", 1], "unknown"],
    [["a"], ["a", {}], "true"],
    [["a"], [], "false"],
  ],
  like: [
    ["a*", "abc", "true"],
    ["a*", "ba", "false"],
    ["*/id", "x/y/id", "true"],
    ["a?c", "abc", "true"],
    ["a?c", "ac", "false"],
    ["*", "", "true"],
    ["a*b*c", "aXbYbZc", "true"],
    ["a", 1, "wrong"],
    ["a.c", "abc", "false"],
    ["[a]*", "[a]x", "true"],
  ],
  mentions_all: [
    [["a", "b"], "xbya", "true"],
    [["a", "b"], "xa", "false"],
    [["a"], ["a"], "wrong"],
  ],
  matches: [
    ["^ab+$", "abb", "true"],
    ["^ab+$", "xab", "false"],
    [".*b$", "aab", "true"],
    ["^(a+)+$", `${"a".repeat(5000)}!`, "false"],
    ["^a.*$", "a\nb", "true"],
    ["^a$", 1, "wrong"],
    ["^.*$", "x".repeat(70_000), "wrong"],
  ],
  version_at_least: [
    ["1.28", "1.100", "true"],
    ["1.28", "1.9", "false"],
    ["1.28", "v1.28.3-eks.1", "true"],
    ["1.28", "1.28", "true"],
    ["1.28.1", "1.28", "false"],
    ["8.0", 8.0, "true"],
    ["8.0", "eight", "wrong"],
    ["8.0", "8.0+build.5", "true"],
  ],
  in_support: [
    [{ table: "runtimes" }, "current", "true"],
    [{ table: "runtimes" }, "CURRENT", "true"],
    [{ table: "runtimes" }, "old", "false"],
    [{ table: "runtimes" }, "soon", "true"],
    [{ table: "runtimes", days: 30 }, "soon", "false"],
    [{ table: "runtimes" }, "1.34", "true"],
    [{ table: "runtimes" }, "1.34.2", "true"],
    [{ table: "runtimes" }, "1.34.2.1", "unknown"],
    [{ table: "runtimes" }, "1.3.4", "unknown"],
    [{ table: "runtimes" }, "never heard", "unknown"],
    [{ table: "runtimes" }, "__proto__", "unknown"],
    [{ table: "stale" }, "current", "unknown"],
    [{ table: "stale" }, "old", "false"],
    [{ table: "runtimes" }, 3, "wrong"],
  ],
  tls_at_least: [
    ["1.2", "TLS1_2", "true"],
    ["1.2", "TLS1_0", "false"],
    ["1.2", "TLSv1.2_2021", "true"],
    ["1.2", "1.2", "true"],
    ["1.2", 1.3, "true"],
    ["1.2", "TLSv1.1_2016", "false"],
    ["1.2", "Policy-Min-TLS-1-2-2019-07", "true"],
    ["1.2", "Policy-Min-TLS-1-0-2019-07", "false"],
    ["1.2", "Policy-A", "true"],
    ["1.2", "policy-b", "false"],
    ["1.2", "ELBSecurityPolicy-Unheard", "unknown"],
    ["1.2", "SSLv3", "unknown"],
    ["1.2", {}, "wrong"],
  ],
  age_at_most: [
    ["90d", "2026-11-01", "true"],
    ["90d", "2026-08-22T12:00:00Z", "true"],
    ["90d", "2026-08-22T11:59:59Z", "false"],
    [90, 1_793_000_000, "true"],
    ["90d", 1_700_000_000_000, "false"],
    ["90d", "2027-01-01", "unknown"],
    ["90d", "soon", "wrong"],
    ["90d", "2026-11-20T11:00:00", "true"],
    ["90d", true, "wrong"],
  ],
  age_at_least: [
    ["90d", "2026-08-22T12:00:00Z", "true"],
    ["90d", "2026-11-01", "false"],
    ["90d", "2028-01-01", "unknown"],
  ],
  ahead_at_least: [
    ["30d", "2027-01-01", "true"],
    ["30d", "2026-12-01", "false"],
    ["30d", "2020-01-01", "false"],
    ["30d", "never", "wrong"],
  ],
  ahead_at_most: [
    ["30d", "2026-12-01", "true"],
    ["30d", "2020-01-01", "true"],
    ["30d", "2027-01-01", "false"],
  ],
};

describe.each(Object.entries(TABLE) as [OperatorName, Row[]][])("%s", (name, rows) => {
  it.each(rows)("%j of %j is %s", (operand, value, expected) => {
    expect(answer(name, operand, value)).toBe(expected);
  });
});

it("has a table here for every operator", () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(Object.keys(OPERATORS).toSorted());
});

it.each([
  ["equals", "Deny", "deny"],
  ["one_of", ["Deny"], "DENY"],
  ["like", "*/Write", "a/WRITE"],
  ["mentions_all", ["Root"], "the ROOT user"],
  ["matches", "^abc$", "ABC"],
  ["contains_any", ["Web"], ["wEB"]],
] as [OperatorName, unknown, unknown][])("%s ignores case where it is told to", (name, operand, value) => {
  expect(answer(name, operand, value)).toBe("false");
  expect(answer(name, operand, value, true)).toBe("true");
});
