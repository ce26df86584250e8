import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/model/rule.ts";
import { answerTo, ask } from "../ask.ts";
import type { Answer, AskOptions } from "../ask.ts";

type Case = [why: string, condition: Condition, body: Record<string, unknown>, answer: Answer, options?: AskOptions];

const encrypted: Condition = { path: "configuration.encrypted", equals: true };

describe("the four states of a place", () => {
  it.each<Case>([
    ["a value", encrypted, { configuration: { encrypted: true } }, "true"],
    ["another value", encrypted, { configuration: { encrypted: false } }, "false"],
    ["a boolean as text", encrypted, { configuration: { encrypted: "True" } }, "true"],
    ["absent says nothing by itself", encrypted, { configuration: { other: 1 } }, "unknown"],
    ["null is absent", encrypted, { configuration: { encrypted: null, other: 1 } }, "unknown"],
    ["absent with a word", { ...encrypted, absent: "fail" }, { configuration: { other: 1 } }, "false"],
    ["absent with the rule's word", encrypted, { configuration: { other: 1 } }, "false", { absent: "fail" }],
    ["absent with the cloud's default", { ...encrypted, default: true }, { configuration: { other: 1 } }, "true"],
    [
      "a place below an absent one",
      { path: "configuration.a.b.c", equals: 1, absent: "pass" },
      { configuration: { x: 1 } },
      "true",
    ],
    ["a missing root was not read", { ...encrypted, default: true }, {}, "unknown"],
    ["a null root was not read", { ...encrypted, absent: "pass" }, { configuration: null }, "unknown"],
    ["an empty root was not read", { ...encrypted, absent: "pass" }, { configuration: {} }, "unknown"],
    [
      "an empty object below a root is one",
      { path: "configuration.a.b", equals: 1, absent: "pass" },
      { configuration: { a: {} } },
      "true",
    ],
    ["a fact nobody joined was not read", { path: "@iam.mfa", equals: 1, absent: "fail" }, {}, "unknown"],
    [
      "a joined fact that is null is absent",
      { path: "@iam.mfa", equals: 1, absent: "fail" },
      { "@iam": null },
      "false",
    ],
    [
      "a child nobody asked for",
      { path: "children.x.y", equals: 1, absent: "fail" },
      { children: { z: {} } },
      "unknown",
    ],
    [
      "a child asked for and not there",
      { path: "children.x.y", equals: 1, absent: "fail" },
      { children: { x: null } },
      "false",
    ],
    [
      "a child without its own root was cut short",
      { path: "children.x.properties.y", equals: 1, absent: "pass" },
      { children: { x: { name: "x" } } },
      "unknown",
    ],
    [
      "a child whose root is null too",
      { path: "children.x.properties.y", equals: 1, absent: "pass" },
      { children: { x: { properties: null } } },
      "unknown",
    ],
    [
      "one of several children without its root too",
      { every: { in: "children.x", empty: "pass", where: { path: "properties.y", equals: 1, default: 1 } } },
      { children: { x: [{ properties: { y: 1 } }, { name: "x" }] } },
      "unknown",
    ],
    [
      "a child that was read and says nothing",
      { path: "children.x.properties.y", equals: 1, absent: "pass" },
      { children: { x: { properties: {} } } },
      "true",
    ],
    [
      "a key deeper down that has a root's name",
      { path: "children.x.properties.properties.y", equals: 1, absent: "pass" },
      { children: { x: { properties: { z: 1 } } } },
      "true",
    ],
    [
      "an object where text is expected",
      { path: "configuration.a", equals: "x", absent: "fail" },
      { configuration: { a: {} } },
      "unknown",
    ],
    [
      "text where a number is expected",
      { path: "configuration.a", at_least: 7 },
      { configuration: { a: "7 days" } },
      "unknown",
    ],
    [
      "a list in the way",
      { path: "configuration.a.b", equals: "x", absent: "pass" },
      { configuration: { a: [{ b: "x" }] } },
      "unknown",
    ],
    [
      "text in the way",
      { path: "configuration.a.b", equals: "x", absent: "pass" },
      { configuration: { a: "{}" } },
      "unknown",
    ],
    [
      "a masked value",
      { path: "configuration.a", equals: "x" },
      { configuration: { a: { masked: true, length: 1, looks_like: "nothing" } } },
      "unknown",
    ],
    [
      "what a masked value looks like",
      { path: "configuration.a.looks_like", equals: "nothing" },
      { configuration: { a: { masked: true, length: 1, looks_like: "nothing" } } },
      "true",
    ],
    [
      "a key below a masked value",
      { path: "configuration.a.b", equals: "x", absent: "pass" },
      { configuration: { a: { masked: true, length: 1, looks_like: "nothing" } } },
      "unknown",
    ],
    [
      "an inherited key is no value",
      { path: "configuration.constructor", is: "set" },
      { configuration: { a: 1 } },
      "false",
    ],
    ["__proto__ as a key", { path: "configuration.__proto__", is: "set" }, { configuration: { a: 1 } }, "false"],
  ])("%s", (_, condition, body, answer, options) => {
    expect(answerTo(condition, body, options)).toBe(answer);
  });
});

describe("words for absence turn under negation, so that they keep their meaning for the resource", () => {
  const absent = (word: "pass" | "fail"): Condition => ({ path: "configuration.b", equals: 1, absent: word });
  const body = { configuration: { a: 1 } };
  it.each<[string, Condition, Answer]>([
    ["plain pass", absent("pass"), "true"],
    ["pass under not", { not: absent("pass") }, "true"],
    ["fail under not", { not: absent("fail") }, "false"],
    ["fail under two", { not: { any: [{ not: absent("fail") }] } }, "false"],
    [
      "fail under none",
      { none: { of: ["x"], where: { path: "$.configuration.b", equals: 1, absent: "fail" } } },
      "false",
    ],
    [
      "pass under none",
      { none: { of: ["x"], where: { path: "$.configuration.b", equals: 1, absent: "pass" } } },
      "true",
    ],
    [
      "fail under count at_most",
      { count: { of: ["x"], at_most: 0, where: { path: "$.configuration.b", equals: 1, absent: "fail" } } },
      "false",
    ],
    ["default is the same under not", { not: { path: "configuration.b", equals: 1, default: 1 } }, "false"],
  ])("%s", (_, condition, answer) => {
    expect(answerTo(condition, body)).toBe(answer);
  });

  it("has none under a count with both bounds, whatever the rule says of absence", () => {
    const where = { path: "$.configuration.b", equals: 1 };
    const count = { count: { of: ["x", "y"], at_least: 1, at_most: 1, where } };
    expect(answerTo(count, body, { absent: "fail" })).toBe("unknown");
  });
});

describe("on a provider that ignores case", () => {
  const azure: AskOptions = { provider: "azure" };
  it.each<Case>([
    [
      "keys",
      { path: "properties.MinimumTlsVersion", equals: "TLS1_2" },
      { properties: { minimumTlsVersion: "tls1_2" } },
      "true",
      azure,
    ],
    [
      "two keys equal but for case",
      { path: "properties.a", equals: 1 },
      { properties: { a: 1, A: 1 } },
      "unknown",
      azure,
    ],
    ["patterns", { path: "properties.a", like: "*/X" }, { properties: { a: "b/x" } }, "true", azure],
    [
      "the other provider does not",
      { path: "properties.A", equals: 1, absent: "fail" },
      { properties: { a: 1 } },
      "false",
    ],
    ["text on the other provider", { path: "configuration.a", equals: "X" }, { configuration: { a: "x" } }, "false"],
    [
      "but enumerations there do",
      { path: "configuration.a", equals: "X" },
      { configuration: { a: "x" } },
      "true",
      { fields: { "configuration.a": { type: "text", enum: ["X", "Y"] } } },
    ],
  ])("%s", (_, condition, body, answer, options) => {
    expect(answerTo(condition, body, options)).toBe(answer);
  });
});

describe("operands", () => {
  it("takes another place of the resource", () => {
    const condition: Condition = { path: "configuration.a", equals: { path: "configuration.b" } };
    expect(answerTo(condition, { configuration: { a: "x", b: "x" } })).toBe("true");
    expect(answerTo(condition, { configuration: { a: "x", b: "y" } })).toBe("false");
    expect(answerTo(condition, { configuration: { a: "x" } })).toBe("unknown");
    expect(answerTo(condition, { configuration: { a: "x", b: {} } })).toBe("unknown");
  });

  it("takes a parameter", () => {
    const params = { days: { type: "days", default: 7, about: "how long" } } as const;
    expect(
      answerTo({ path: "configuration.a", at_least: { param: "days" } }, { configuration: { a: 7 } }, { params }),
    ).toBe("true");
  });
});

describe("several spellings of one fact", () => {
  const condition: Condition = {
    path: ["configuration.a.encrypted", "configuration.a.Encrypted"],
    equals: true,
    absent: "fail",
  };
  it.each<[string, Record<string, unknown>, Answer, string[]?]>([
    ["the first", { encrypted: true }, "true"],
    ["the second", { Encrypted: true }, "true"],
    ["both, agreeing", { encrypted: false, Encrypted: false }, "false"],
    ["both, one of them as text", { encrypted: false, Encrypted: "FALSE" }, "false"],
    ["both, differing", { encrypted: true, Encrypted: false }, "unknown"],
    ["none", { x: 1 }, "false"],
    ["none, one unread", { x: 1 }, "unknown", ["configuration.a.Encrypted"]],
  ])("%s", (_, a, answer, unread = []) => {
    expect(answerTo(condition, { configuration: { a } }, { unread })).toBe(answer);
  });
});

describe("evidence", () => {
  it("names the place, what was seen, and what was wanted", () => {
    const { evidence } = ask(encrypted, {
      configuration: { encrypted: false },
      source: "config:SelectResourceConfig",
      confirmed_at: "2026-11-20T00:00:00Z",
    });
    expect(evidence).toEqual([
      {
        path: "configuration.encrypted",
        seen: false,
        state: "value",
        wanted: "equals true",
        call: "config:SelectResourceConfig",
        at: "2026-11-20T00:00:00Z",
      },
    ]);
  });

  it("says what absence counted as, and what was refused", () => {
    expect(ask({ ...encrypted, absent: "fail" }, { configuration: { a: 1 } }).evidence[0]).toMatchObject({
      state: "absent",
      because: "absent counts as fail",
    });
    expect(
      ask(encrypted, { configuration: { a: 1 } }, { unread: ["configuration.encrypted"] }).evidence[0],
    ).toMatchObject({
      state: "unread",
      seen: "test:Read access_denied",
    });
  });

  it("keeps only the nodes that decided", () => {
    const condition: Condition = {
      all: [
        { path: "configuration.a", equals: 1 },
        { path: "configuration.b", equals: 1 },
      ],
    };
    expect(ask(condition, { configuration: { a: 1, b: 2 } }).evidence.map(({ path }) => path)).toEqual([
      "configuration.b",
    ]);
    expect(
      ask(
        {
          any: [
            { path: "configuration.a", equals: 2 },
            { path: "configuration.b", equals: 1 },
          ],
        },
        { configuration: { a: 1, b: 2 } },
      ).evidence,
    ).toHaveLength(2);
  });
});
