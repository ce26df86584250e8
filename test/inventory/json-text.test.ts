import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonParser, MAX_DEPTH, own, ownText, parseJson } from "../../src/inventory/json-text.ts";

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("parseJson", () => {
  it("gives undefined for what is no JSON", () => {
    for (const text of ["", "{", "{]", "nul", '"\u0000"', "[1,]"]) expect(parseJson(text)).toBeUndefined();
  });

  it("reads a document of the greatest depth and refuses one deeper", () => {
    expect(parseJson(nested(MAX_DEPTH))).toBeInstanceOf(Array);
    expect(parseJson(nested(MAX_DEPTH + 1))).toBeUndefined();
    expect(parseJson(nested(200_000))).toBeUndefined();
  });

  it("does not take brackets inside of texts, or side by side, for depth", () => {
    expect(parseJson(JSON.stringify(["[".repeat(5 * MAX_DEPTH), '\\"{'.repeat(MAX_DEPTH)]))).toHaveLength(2);
    expect(parseJson(`[${"[],".repeat(3 * MAX_DEPTH)}[]]`)).toHaveLength(3 * MAX_DEPTH + 1);
  });
});

describe("createJsonParser", () => {
  it("gives of bytes anywhere in a buffer what parseJson gives of their text", () => {
    const parse = createJsonParser();
    const around = fc.string({ unit: fc.constantFrom("[", "{", "x", "ä"), maxLength: 3 * MAX_DEPTH });
    const depth = fc.integer({ min: MAX_DEPTH - 3, max: MAX_DEPTH + 3 });
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      depth.map(nested),
      fc
        .tuple(depth, around)
        .map(([levels, inside]) => `${"[".repeat(levels)}${JSON.stringify(inside)}${"]".repeat(levels)}`),
      around.map((inside) => JSON.stringify([inside, inside])),
    );
    fc.assert(
      fc.property(text, around, around, (between, before, after) => {
        const [head, bytes] = [Buffer.from(before), Buffer.from(between)];
        const buffer = Buffer.concat([head, bytes, Buffer.from(after)]);
        expect(parse(buffer, head.length, head.length + bytes.length)).toEqual(parseJson(bytes.toString()));
      }),
    );
  });
});

describe("own", () => {
  it("finds own members only", () => {
    expect(own({ a: 1 }, "a")).toBe(1);
    expect(own({}, "constructor")).toBeUndefined();
    expect(own([1], "length")).toBeUndefined();
    expect(own(parseJson('{"__proto__":{"x":1}}'), "x")).toBeUndefined();
  });

  it("takes the first text that is not empty", () => {
    expect(ownText({ a: "", b: 3, c: "found" }, "a", "b", "c")).toBe("found");
  });
});
