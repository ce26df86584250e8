import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitElements } from "../../src/inventory/json-elements.ts";

const KEYS = new Set(["items"]);

/** What the splitter says of a text that comes in chunks of `size` bytes. */
function split(text: string | Buffer, size = 1 << 20, limit = 1 << 20): unknown[] {
  const said: unknown[] = [];
  const splitter = splitElements(
    KEYS,
    {
      element: (bytes, line, key) => said.push([key ?? "element", bytes.toString("utf8").trim(), line]),
      object: (object, line) => said.push(["object", object.replaceAll(/\s/g, ""), line]),
      tooLong: (line) => said.push(["too long", line]),
      damaged: (line) => said.push(["damaged", line]),
    },
    limit,
  );
  const bytes = Buffer.from(text as string);
  // One buffer for all chunks, as a reader may do.
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(chunk, 0, at, at + size);
    if (!splitter.push(chunk.subarray(0, length))) break;
  }
  splitter.end();
  return said;
}

describe("splitElements", () => {
  it.each([
    ["an empty list", "[]", []],
    ["an empty object", " { } ", [["object", "{}", 1]]],
    [
      "a list",
      '[1, "a,]" ,{"b":[2,3]}]',
      [
        ["element", "1", 1],
        ["element", '"a,]"', 1],
        ["element", '{"b":[2,3]}', 1],
      ],
    ],
    [
      "an item list",
      '{"a":1,"items":[{"b":2},3],"c":[4]}',
      [
        ["items", '{"b":2}', 1],
        ["items", "3", 1],
        ["object", '{"a":1,"items":[],"c":[4]}', 1],
      ],
    ],
    ["an empty item list", '{"items":[ ]}', [["object", '{"items":[]}', 1]]],
    ["an item key that holds no list", '{"items":{"x":[1]}}', [["object", '{"items":{"x":[1]}}', 1]]],
    ["an item key further down", '{"a":{"items":[1]}}', [["object", '{"a":{"items":[1]}}', 1]]],
    ["an item key inside a text", '{"a":"\\"items\\":[1]"}', [["object", '{"a":"\\"items\\":[1]"}', 1]]],
    [
      "escapes",
      '["\\\\","\\"]"]',
      [
        ["element", '"\\\\"', 1],
        ["element", '"\\"]"', 1],
      ],
    ],
    [
      "lines",
      "[\n{},\n\n{}\n]",
      [
        ["element", "{}", 2],
        ["element", "{}", 4],
      ],
    ],
    [
      "several texts",
      '[1]\n{"a":2}',
      [
        ["element", "1", 1],
        ["object", '{"a":2}', 2],
      ],
    ],
  ])("takes %s apart, however it is chunked", (_, text, expected) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(split(text, size)).toEqual(expected);
  });

  it.each([
    ["a cut list", "[1,2", 1],
    ["a cut text", '["a', 1],
    ["a cut item list", '{"items":[1,', 1],
    ["an object closed as a list", '{"a":1]', 1],
    ["an item list closed as an object", '{"items":[1}}', 1],
    ["a double comma", "[1,,2]", 1],
    ["a comma at the end", "[1,]", 1],
    ["a comma at the start", "[,1]", 1],
    ["something behind an item list", '{"items":[1] 2}', 1],
    ["something between texts", "[1]\nx", 2],
    ["a comma between texts", "[1],[2]", 1],
    ["a bracket too many", "[1]]", 1],
  ])("says where %s is damaged", (_, text, line) => {
    for (const size of [1, 3, 1000]) {
      const said = split(text, size);
      expect(said.filter((one) => (one as unknown[])[0] === "damaged")).toEqual([["damaged", line]]);
      expect(said.at(-1)).toEqual(["damaged", line]);
    }
  });

  it("drops what is too long and goes on behind it", () => {
    const long = JSON.stringify("x".repeat(50));
    for (const size of [1, 10, 1000]) {
      expect(split(`[1,${long},2]`, size, 20)).toEqual([
        ["element", "1", 1],
        ["too long", 1],
        ["element", "2", 1],
      ]);
    }
  });

  it("gives back the elements of any list, in any chunks", () => {
    const property = fc.property(
      fc.array(fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(3),
      (list, size, indent) => {
        const texts = split(JSON.stringify(list, null, indent), size).map((one) => JSON.parse((one as string[])[1]!));
        expect(texts).toEqual(JSON.parse(JSON.stringify(list)));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
