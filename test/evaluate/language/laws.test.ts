import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/model/rule.ts";
import { answerTo } from "../ask.ts";
import type { Answer } from "../ask.ts";

/** Conditions over three switches, a list and a related-free world; documents in which any of it may be missing. */
const leaf = fc.oneof(
  fc.record({ path: fc.constantFrom("configuration.a", "configuration.b", "configuration.c.d"), equals: fc.boolean() }),
  fc.record({
    path: fc.constantFrom("configuration.a", "configuration.b", "configuration.c.d"),
    equals: fc.boolean(),
    default: fc.boolean(),
  }),
  fc.record({
    path: fc.constantFrom("configuration.a", "configuration.b", "configuration.c.d"),
    equals: fc.boolean(),
    absent: fc.constantFrom("pass", "fail", "unknown"),
  }),
  fc.record({ path: fc.constantFrom("configuration.a", "configuration.b"), is: fc.constantFrom("set", "unset") }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
    fc.record({ not: tie("condition") }) as fc.Arbitrary<Condition>,
    fc.record({
      every: fc.record({
        in: fc.constant("configuration.list"),
        empty: fc.constantFrom("pass", "fail", "unknown"),
        where: fc.record({ path: fc.constant("x"), equals: fc.boolean() }),
      }),
    }) as unknown as fc.Arbitrary<Condition>,
    fc.record({
      none: fc.record({
        in: fc.constant("configuration.list"),
        default: fc.constant([]),
        where: fc.record({ path: fc.constant("x"), equals: fc.boolean() }),
      }),
    }) as unknown as fc.Arbitrary<Condition>,
    fc.record({
      count: fc.record({
        in: fc.constant("configuration.list"),
        at_least: fc.nat(2),
        where: fc.record({ path: fc.constant("x"), equals: fc.boolean() }),
      }),
    }) as unknown as fc.Arbitrary<Condition>,
  ),
}));
const flag = fc.constantFrom(true, false, "true", null, undefined, 3);
const document = fc.record({
  configuration: fc.record({
    a: flag,
    b: flag,
    c: fc.constantFrom(undefined, null, {}, { d: true }, { d: false }, "text"),
    list: fc.option(fc.array(fc.record({ x: flag }), { maxLength: 3 }), { nil: undefined }),
    kept: fc.constant(1),
  }),
});
const PLACES = [
  "configuration",
  "configuration.a",
  "configuration.b",
  "configuration.c",
  "configuration.c.d",
  "configuration.list",
  "configuration.list[]",
  "configuration.list[0]",
  "configuration.list[0].x",
];

const opposite: Record<Answer, Answer> = { true: "false", false: "true", unknown: "unknown" };

describe("laws of the language", () => {
  it("not reading a place never turns true into false or false into true, nor unknown into either", () => {
    fc.assert(
      fc.property(condition, document, fc.subarray(PLACES), (node, body, unread) => {
        const whole = answerTo(node, body);
        const part = answerTo(node, body, { unread });
        expect(part === "unknown" || part === whole).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("not turns true and false round where absence has no word", () => {
    fc.assert(
      fc.property(
        document,
        fc.constantFrom("configuration.a", "configuration.b"),
        fc.boolean(),
        (body, path, wanted) => {
          const node: Condition = { path, equals: wanted };
          expect(answerTo({ not: node }, body)).toBe(opposite[answerTo(node, body)]);
        },
      ),
    );
  });

  it("two negations are none", () => {
    fc.assert(
      fc.property(condition, document, (node, body) => {
        expect(answerTo({ all: [{ not: { any: [{ not: node }] } }] }, body)).toBe(answerTo(node, body));
      }),
      { numRuns: 1000 },
    );
  });

  it("a null element in a list settles nothing that was not settled", () => {
    fc.assert(
      fc.property(condition, document, (node, body) => {
        const list = body.configuration.list;
        if (!Array.isArray(list)) return;
        const holed = { configuration: { ...body.configuration, list: [...list, null] } };
        const before = answerTo(node, body);
        const after = answerTo(node, holed);
        // A hole can only take certainty away; an empty list that becomes a hole has no `empty` any more.
        expect(after === "unknown" || after === before).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
