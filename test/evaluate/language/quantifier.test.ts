import { describe, expect, it } from "vitest";
import { documentFrame } from "../../../src/evaluate/language/frame.ts";
import type { RelatedLookup } from "../../../src/evaluate/related/related-lookup.ts";
import { viewDocument } from "../../../src/evaluate/language/document-view.ts";
import type { Condition } from "../../../src/model/rule.ts";
import { answerTo, ask, documentFor } from "../ask.ts";
import type { Answer, AskOptions } from "../ask.ts";

const ok: Condition = { path: "ok", equals: true };
/** t(rue), f(alse), u(nknown) elements. */
const listOf = (letters: string) =>
  [...letters].map((letter) => (letter === "u" ? { other: 1 } : { ok: letter === "t" }));
const body = (letters: string) => ({ configuration: { list: listOf(letters), x: 1 } });
const over = (quantifier: string, extra: object = {}): Condition =>
  ({ [quantifier]: { in: "configuration.list", where: ok, ...extra } }) as unknown as Condition;

describe.each<[string, Condition, Record<string, Answer>]>([
  [
    "some",
    over("some"),
    { t: "true", tf: "true", tu: "true", f: "false", ff: "false", fu: "unknown", u: "unknown", "": "false" },
  ],
  [
    "every",
    over("every", { empty: "pass" }),
    { t: "true", tf: "false", tu: "unknown", fu: "false", u: "unknown", "": "true" },
  ],
  ["every, empty fails", over("every", { empty: "fail" }), { "": "false", t: "true" }],
  ["every, empty unknown", over("every", { empty: "unknown" }), { "": "unknown", t: "true" }],
  ["none", over("none"), { t: "false", tf: "false", tu: "false", f: "true", fu: "unknown", u: "unknown", "": "true" }],
  [
    "count at least 2",
    over("count", { at_least: 2 }),
    { tt: "true", t: "false", tu: "unknown", ttu: "true", "": "false", uu: "unknown" },
  ],
  [
    "count at most 1",
    over("count", { at_most: 1 }),
    { tt: "false", t: "true", tu: "unknown", ttu: "false", "": "true", ffu: "true" },
  ],
  [
    "count 2 to 3",
    over("count", { at_least: 2, at_most: 3 }),
    { tt: "true", ttt: "true", tttt: "false", t: "false", tu: "unknown", ttuu: "unknown", ttttu: "false" },
  ],
])("%s", (_, condition, table) => {
  it.each(Object.entries(table))("of %j is %s", (letters, answer) => {
    expect(answerTo(condition, body(letters))).toBe(answer);
  });
});

describe("a hole: there may be more than was seen", () => {
  const unread = ["configuration.list[]"];
  it.each<[string, Condition, string, Answer]>([
    ["some found anyway", over("some"), "t", "true"],
    ["some not found", over("some"), "f", "unknown"],
    ["every broken anyway", over("every", { empty: "pass" }), "f", "false"],
    ["every", over("every", { empty: "pass" }), "t", "unknown"],
    ["every of none", over("every", { empty: "pass" }), "", "unknown"],
    ["none broken anyway", over("none"), "t", "false"],
    ["none", over("none"), "f", "unknown"],
    ["at least reached anyway", over("count", { at_least: 1 }), "t", "true"],
    ["at least", over("count", { at_least: 2 }), "t", "unknown"],
    ["at most exceeded anyway", over("count", { at_most: 0 }), "t", "false"],
    ["at most", over("count", { at_most: 1 }), "", "unknown"],
    ["none at all, which would pass", over("count", { at_most: 1, empty: "pass" }), "", "unknown"],
    ["none at all, which would fail", over("count", { at_least: 1, empty: "fail" }), "", "unknown"],
  ])("%s", (_, condition, letters, answer) => {
    expect(answerTo(condition, body(letters), { unread })).toBe(answer);
  });

  it.each<[string, unknown[], Condition, Answer]>([
    ["a null element is one", [{ ok: false }, null], over("some"), "unknown"],
    ["and keeps none from being true", [{ ok: false }, null], over("none"), "unknown"],
  ])("%s", (_, list, condition, answer) => {
    expect(answerTo(condition, { configuration: { list, x: 1 } })).toBe(answer);
  });

  it("is an inner list that is absent, unless the line says that absent is empty", () => {
    const condition = (extra: object): Condition => ({ none: { in: "configuration.a[].b", where: ok, ...extra } });
    const rows = { configuration: { a: [{ b: [{ ok: false }] }, { c: 1 }] } };
    expect(answerTo(condition({}), rows)).toBe("unknown");
    expect(answerTo(condition({ default: [] }), rows)).toBe("true");
    expect(answerTo(condition({ default: [] }), { configuration: { a: [{ b: "text" }] } })).toBe("unknown");
  });

  it("keeps an absent outer list unknown, whatever the line says of absence", () => {
    expect(answerTo({ none: { in: "configuration.a[].b", where: ok, default: [] } }, { configuration: { x: 1 } })).toBe(
      "unknown",
    );
    expect(
      answerTo({ none: { in: "configuration.a[].b", where: ok, absent: "pass" } }, { configuration: { x: 1 } }),
    ).toBe("unknown");
  });
});

describe("the list as a whole", () => {
  it.each<[string, Condition, Record<string, unknown>, Answer]>([
    ["absent", over("some"), { x: 1 }, "unknown"],
    ["absent is empty", over("some", { default: [] }), { x: 1 }, "false"],
    ["absent is empty, every", over("every", { default: [], empty: "pass" }), { x: 1 }, "true"],
    ["absent passes", over("none", { absent: "pass" }), { x: 1 }, "true"],
    ["absent fails", over("some", { absent: "fail" }), { x: 1 }, "false"],
    ["null is absent", over("some", { absent: "fail" }), { list: null, x: 1 }, "false"],
    ["a single object", over("some", { default: [] }), { list: { ok: true } }, "unknown"],
    ["text", over("none", { default: [] }), { list: "[]" }, "unknown"],
  ])("%s", (_, condition, configuration, answer) => {
    expect(answerTo(condition, { configuration })).toBe(answer);
  });

  it("keeps the meaning of `empty` for the resource under negation", () => {
    expect(answerTo({ not: over("every", { empty: "fail" }) }, body(""))).toBe("false");
    expect(answerTo({ not: over("every", { empty: "pass" }) }, body(""))).toBe("true");
  });
});

describe("elements", () => {
  it("are the entries of a map where the path ends in {}", () => {
    const condition: Condition = { every: { in: "tags{}", empty: "pass", where: { path: "value", like: "x*" } } };
    expect(answerTo(condition, { tags: { a: "x1", b: "x2" } })).toBe("true");
    expect(answerTo(condition, { tags: { a: "x1", b: "y" } })).toBe("false");
    expect(answerTo(condition, { tags: [{ key: "a" }] })).toBe("unknown");
  });

  it("can be literals, and named for an inner question", () => {
    const condition: Condition = {
      every: {
        of: ["read", "write"],
        as: "kind",
        where: { some: { in: "$.configuration.logs", where: { path: "category", equals: { path: "$kind" } } } },
      },
    };
    expect(answerTo(condition, { configuration: { logs: [{ category: "write" }, { category: "read" }] } })).toBe(
      "true",
    );
    expect(answerTo(condition, { configuration: { logs: [{ category: "write" }] } })).toBe("false");
  });

  it("pick one of a list by its key", () => {
    const condition: Condition = {
      path: "configuration.attributes[key=logs.enabled].value",
      equals: true,
      absent: "fail",
    };
    const attributes = (...list: unknown[]) => ({ configuration: { attributes: list } });
    expect(answerTo(condition, attributes({ key: "logs.enabled", value: "true" }))).toBe("true");
    expect(answerTo(condition, attributes({ key: "other", value: "true" }))).toBe("false");
    expect(
      answerTo(condition, attributes({ key: "logs.enabled", value: "true" }, { key: "logs.enabled", value: "false" })),
    ).toBe("unknown");
    expect(answerTo(condition, attributes({ value: "true" }))).toBe("unknown");
    expect(answerTo(condition, { configuration: { attributes: "x" } })).toBe("unknown");
    expect(answerTo(condition, { configuration: { x: 1 } })).toBe("unknown");
  });
});

describe("evidence", () => {
  it("names the elements that decided, by position", () => {
    const { evidence } = ask(over("every", { empty: "pass" }), body("tft"));
    expect(evidence.map(({ path }) => path)).toEqual(["configuration.list[1].ok"]);
  });

  it("says where nothing was found and how many were looked at", () => {
    const { evidence } = ask(over("some"), body("ff"));
    expect(evidence[0]).toMatchObject({ path: "configuration.list", state: "none_found", seen: 2 });
  });

  it.each(["every", "some", "none"])("says that the list of %s is empty", (kind) => {
    for (const empty of kind === "some" ? [undefined] : ["pass", "fail", "unknown"]) {
      const { evidence } = ask(over(kind, { empty }), body(""));
      expect(evidence).toMatchObject([{ path: "configuration.list", state: "none_found", seen: 0 }]);
    }
  });

  it.each(["every", "some", "none"])("says that the list of %s is absent, and what that means", (kind) => {
    const { evidence } = ask(over(kind, { empty: "pass", default: [] }), { configuration: { x: 1 } });
    expect(evidence).toMatchObject([
      { path: "configuration.list", state: "absent", seen: null, because: "absent: counts as an empty list" },
    ]);
  });

  it("says that a hole decided", () => {
    const { evidence } = ask(over("some"), body("f"), { unread: ["configuration.list[]"] });
    expect(evidence[0]).toMatchObject({
      path: "configuration.list",
      state: "unread",
      seen: expect.stringMatching(/^the list may have more elements than were read: \S/),
    });
  });
});

describe("related resources", () => {
  const bucket = (name: string, open: boolean) =>
    viewDocument(documentFor({ configuration: { open } }, { type: "test::bucket" })) &&
    viewDocument({ ...documentFor({ configuration: { open } }, { type: "test::bucket" }), name, id: name });
  const lookup =
    (hole: string | null): RelatedLookup =>
    ({ key }) => ({
      found: [bucket("a", false), bucket("b", true)].filter(({ document }) => key === null || document.name === key),
      hole,
    });
  const condition = (quantifier: string, extra: object = {}): Condition =>
    ({
      [quantifier]: {
        related: "test::bucket",
        join: { ours: "configuration.bucket", theirs: "name" },
        within: "account",
        where: { path: "configuration.open", equals: false },
        ...extra,
      },
    }) as unknown as Condition;
  const asked = (bucketName: unknown, hole: string | null, node: Condition): Answer => {
    const options: AskOptions = { related: lookup(hole) };
    return answerTo(node, { configuration: { bucket: bucketName, x: 1 } }, options);
  };

  it.each<[string, unknown, string | null, Condition, Answer]>([
    ["found and good", "a", null, condition("some"), "true"],
    ["found and bad", "b", null, condition("some"), "false"],
    ["found and bad, others unseen", "b", "blind", condition("some"), "unknown"],
    ["leads nowhere, all was read", "zzz", null, condition("some"), "false"],
    ["leads nowhere, not all was read", "zzz", "blind", condition("some"), "unknown"],
    ["none of none", "zzz", null, condition("none", { empty: "pass" }), "true"],
    ["none of none fails where it says so", "zzz", null, condition("none", { empty: "fail" }), "false"],
    ["the joined place is absent", undefined, null, condition("some", { absent: "fail" }), "false"],
    ["the joined place is absent and nothing is said", undefined, null, condition("some"), "unknown"],
    ["the joined place is no value", {}, null, condition("some", { absent: "fail" }), "unknown"],
  ])("%s", (_, name, hole, node, answer) => {
    expect(asked(name, hole, node)).toBe(answer);
  });

  it("judges paths in the other document, and can look back", () => {
    const node = condition("some", {
      as: "bucket",
      where: {
        all: [
          { path: "name", equals: { path: "$.configuration.bucket" } },
          { path: "$bucket.name", equals: "a" },
        ],
      },
    });
    expect(asked("a", null, node)).toBe("true");
    const { evidence } = ask(condition("some"), { configuration: { bucket: "b" } }, { related: lookup(null) });
    expect(evidence.at(-1)).toMatchObject({ path: "configuration.open", resource: "b", seen: true });
  });

  it("starts at a document's own top", () => {
    expect(documentFrame(bucket("a", true)).container).toBeNull();
  });
});
