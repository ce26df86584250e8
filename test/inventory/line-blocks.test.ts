import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachLine, splitLines } from "../../src/inventory/line-blocks.ts";

function linesOf(text: string, size: number, limit = 1000): [number, string][] {
  const found: [number, string][] = [];
  const splitter = splitLines(
    (block) =>
      eachLine(block, (start, end, line) =>
        found.push([line, `${block.bytes.toString("utf8", start, end)}${block.cut ? " (cut)" : ""}`]),
      ),
    (line) => found.push([line, "too long"]),
    limit,
  );
  const bytes = Buffer.from(text);
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) splitter.push(chunk.subarray(0, bytes.copy(chunk, 0, at, at + size)));
  splitter.end();
  return found;
}

describe("splitLines", () => {
  it("numbers lines, passes over blank ones and marks the one without an end", () => {
    for (const size of [1, 2, 5, 100]) {
      expect(linesOf("a\n\nbb\r\n \nccc", size)).toEqual([
        [1, "a"],
        [3, "bb\r"],
        [5, "ccc (cut)"],
      ]);
    }
  });

  it("drops a line that is too long and reads the next", () => {
    for (const size of [1, 4, 100]) expect(linesOf(`a\n${"b".repeat(20)}\nc\n`, size, 10).at(-1)).toEqual([3, "c"]);
    expect(linesOf(`a\n${"b".repeat(20)}\nc\n`, 4, 10)).toContainEqual([2, "too long"]);
  });

  it("finds the same lines in any chunks", () => {
    const text = fc.array(fc.constantFrom("", "x", "längere Zeile", "\r")).map((parts) => `${parts.join("\n")}\n`);
    const property = fc.property(text, fc.integer({ min: 1, max: 30 }), (lines, size) => {
      expect(linesOf(lines, size)).toEqual(linesOf(lines, 10_000));
    });
    fc.assert(property);
  });
});
