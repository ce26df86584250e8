import fc from "fast-check";
import { expect, it } from "vitest";
import type { Condition } from "../../../src/model/rule.ts";
import { answerTo, ask } from "../ask.ts";

const value = fc.constantFrom<unknown>(
  "on",
  "ON",
  true,
  false,
  3,
  null,
  undefined,
  {},
  [],
  [1],
  { unsupported: true },
  { masked: true, length: 3, looks_like: "text" },
);
const key = fc.constantFrom<unknown>("log", "LOG", "size", null, undefined, 3, {});
const element = fc.oneof(
  { weight: 6, arbitrary: fc.record({ key, value }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, "log", [], { Key: "log", value: "on" }) },
);
const configuration = fc.record(
  { a: value, b: value, c: fc.oneof(value, fc.record({ d: value })), list: fc.oneof(value, fc.array(element)) },
  { requiredKeys: [] },
);
const path = fc.constantFrom<string | string[]>(
  "configuration.a",
  "configuration.c.d",
  "configuration.list[key=log]",
  "configuration.list[key=log].value",
  "configuration.list[key=log].value.deep",
  ["configuration.a", "configuration.b"],
  ["configuration.a", "configuration.list[key=log].value"],
);
const condition = fc.oneof(
  fc.record({ path, equals: fc.constantFrom("on", true, 3) }),
  fc.record({ path, equals: fc.constant("on"), absent: fc.constantFrom("pass", "fail", "unknown") }),
  fc.record({ path, equals: fc.constant("on"), default: fc.constant("on") }),
  fc.record({ path, is: fc.constantFrom("set", "unset") }),
) as fc.Arbitrary<Condition>;
const options = fc.constantFrom(
  {},
  { provider: "azure" },
  { unlisted: { "configuration.list[].value": "why", "configuration.a": "why" } },
);

/** `ask` throws where the quick way and the one with evidence differ. */
it("reads what the careful way reads, whatever stands there", () => {
  fc.assert(
    fc.property(condition, fc.oneof(configuration, value), options, (asked, body, how) => {
      expect(["true", "false", "unknown"]).toContain(answerTo(asked, { configuration: body, other: 1 }, how));
    }),
    { numRuns: 5000 },
  );
});

it.each<[why: string, list: unknown, answer: string]>([
  ["the element with the word", [{ key: "size" }, { key: "log", value: "on" }], "true"],
  ["another value in it", [{ key: "log", value: "off" }], "false"],
  ["none with the word is absent", [{ key: "size", value: "on" }], "false"],
  ["an empty list", [], "false"],
  ["one whose key is not there may be it", [{ value: "on" }], "unknown"],
  [
    "two with the word",
    [
      { key: "log", value: "on" },
      { key: "log", value: "on" },
    ],
    "unknown",
  ],
  ["no list", { key: "log", value: "on" }, "unknown"],
  ["an element without the value", [{ key: "log" }], "false"],
])("picks an element by a word: %s", (_, list, answer) => {
  const asked: Condition = { path: "configuration.list[key=log].value", equals: "on", absent: "fail" };
  expect(ask(asked, { configuration: { list } }).answer).toBe(answer);
});

it.each<[why: string, body: Record<string, unknown>, answer: string]>([
  ["both, and the same", { a: "on", b: "on" }, "true"],
  ["both, and not the same", { a: "on", b: "off" }, "unknown"],
  ["one of them", { b: "on", c: 1 }, "true"],
])("reads one fact under two spellings: %s", (_, configurationOf, answer) => {
  const asked: Condition = { path: ["configuration.a", "configuration.b"], equals: "on", absent: "fail" };
  expect(ask(asked, { configuration: configurationOf }).answer).toBe(answer);
});
