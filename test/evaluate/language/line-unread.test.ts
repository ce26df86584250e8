import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/model/rule.ts";
import type { Unread } from "../../../src/model/resource.ts";
import { answerTo, ask } from "../ask.ts";
import type { Answer } from "../ask.ts";

describe("unread", () => {
  const body = { configuration: { a: { b: 1 }, list: [{ x: 1 }], none: [], bare: {} } };
  it.each<[string, Condition, string[], Answer]>([
    ["the place itself", { path: "configuration.a.b", equals: 1 }, ["configuration.a.b"], "unknown"],
    ["above it", { path: "configuration.a.b", equals: 1 }, ["configuration"], "unknown"],
    ["beside it", { path: "configuration.a.b", equals: 1 }, ["configuration.c"], "true"],
    ["below an absent place", { path: "configuration.c", equals: 1, absent: "pass" }, ["configuration.c.d"], "unknown"],
    ["below a place with a value", { path: "configuration.a", is: "set" }, ["configuration.a.c"], "true"],
    [
      "no word of the rule changes it",
      { path: "configuration.c", equals: 1, default: 1 },
      ["configuration.c"],
      "unknown",
    ],
    ["presence too", { path: "configuration.c", is: "unset" }, ["configuration.c"], "unknown"],
    ["a path that cannot be parsed covers all", { path: "configuration.a.b", equals: 1 }, ["a..b"], "unknown"],
    [
      "a list that may have more",
      { some: { in: "configuration.list", where: { path: "x", equals: 2 } } },
      ["configuration.list[]"],
      "unknown",
    ],
    [
      "an element that is not shown",
      { some: { in: "configuration.list", where: { path: "x", equals: 2 } } },
      ["configuration.list[4].x"],
      "unknown",
    ],
    [
      "an empty list that may have more",
      { path: "configuration.none", is: "unset" },
      ["configuration.none[]"],
      "unknown",
    ],
    [
      "an empty object that may have more",
      { path: "configuration.bare", is: "unset" },
      ["configuration.bare.x"],
      "unknown",
    ],
    ["an empty list of which nothing is unread", { path: "configuration.none", is: "unset" }, [], "true"],
    [
      "one element of a list",
      { every: { in: "configuration.list", empty: "fail", where: { path: "x", equals: 1 } } },
      ["configuration.list[0].x"],
      "unknown",
    ],
  ])("%s", (_, condition, unread, answer) => {
    expect(answerTo(condition, body, { unread })).toBe(answer);
  });

  it("is a key that the source always writes and that is missing", () => {
    const fields = { "configuration.b": { type: "text", always: true } } as const;
    expect(
      answerTo({ path: "configuration.b", equals: "x", absent: "fail" }, { configuration: { a: 1 } }, { fields }),
    ).toBe("unknown");
    expect(
      answerTo({ path: "configuration.b", equals: "x", absent: "fail" }, { configuration: { b: null } }, { fields }),
    ).toBe("false");
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ["names the child where the document has none", 'children["a/b"].properties.x', {}, 'children["a/b"]'],
    ["names the child that is a list", "children.keys[name=x].properties.y", {}, "children.keys"],
    ["names the child where the document has others", 'children["a/b"].x', { children: { c: {} } }, 'children["a/b"]'],
    ["names the part that is missing", "properties.x", {}, "properties"],
  ])("%s", (_, path, document, named) => {
    const { evidence } = ask({ path, is: "set" }, document);
    expect(evidence).toMatchObject([{ state: "unread", path: named }]);
  });

  it("says why nobody asked for it, and of a refused call its code", () => {
    const seenOf = (unread: Partial<Unread>): unknown =>
      ask({ path: "configuration.a", is: "set" }, { ...body, unread: [{ path: "configuration", ...unread }] })
        .evidence[0]?.seen;
    const message = "the query left it out";
    expect(seenOf({ reason: "not_collected", call: "graph", message })).toBe(`graph not_collected: ${message}`);
    expect(seenOf({ reason: "not_collected", call: "graph" })).toBe("graph not_collected");
    expect(seenOf({ reason: "limit", call: "graph", message })).toBe(`graph limit: ${message}`);
    expect(seenOf({ reason: "access_denied", call: "GET x", code: "Forbidden", message })).toBe("GET x Forbidden");
  });

  it("is an absent place on an unlisted path", () => {
    const unlisted = { "configuration.c": "new field" };
    expect(answerTo({ path: "configuration.c", equals: 1, absent: "fail" }, body, { unlisted })).toBe("unknown");
    expect(answerTo({ path: "configuration.a.b", equals: 1 }, body, { unlisted: { "configuration.a.b": "new" } })).toBe(
      "true",
    );
  });
});
