import { describe, expect, it } from "vitest";
import { MAX_DEPTH, own, ownText, parseJson } from "../../src/inventory/json-text.ts";

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
