import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLAIN } from "../../src/report/style.ts";
import { displayWidth, layoutRow, type Row } from "../../src/report/text/layout.ts";

const page = { width: 24, ascii: false, style: PLAIN };

describe("layoutRow", () => {
  const table: [name: string, row: Row, lines: string[]][] = [
    ["an empty row", { hang: 0, words: [] }, [""]],
    ["a label alone", { label: { text: "label" }, hang: 8, words: [] }, ["label"]],
    ["a label and a word", { label: { text: "at" }, hang: 4, words: [{ text: "here" }] }, ["at  here"]],
    ["a label as wide as the column", { label: { text: "wide" }, hang: 4, words: [{ text: "x" }] }, ["wide x"]],
    [
      "words that wrap under themselves",
      { label: { text: "at" }, hang: 4, words: [{ text: "one two three four five six" }] },
      ["at  one two three four", "    five six"],
    ],
    ["spans without a blank between them", { hang: 0, words: [{ text: "(a" }, { text: "b)" }] }, ["(ab)"]],
    ["spans with a blank", { hang: 0, words: [{ text: "a " }, { text: "b" }] }, ["a b"]],
    [
      "words that keep together",
      { hang: 0, words: [{ text: "first then " }, { text: "demarc explain it", keep: true }] },
      ["first then", "demarc explain it"],
    ],
    [
      "an id longer than the line, broken after a separator",
      { hang: 0, words: [{ text: "/subscriptions/0123456789/resourceGroups/x" }] },
      ["/subscriptions/", "0123456789/", "resourceGroups/x"],
    ],
    ["text with control characters", { hang: 0, words: [{ text: "a\u001b[2Jb\nc" }] }, ["a\\u{1b}[2Jb\\nc"]],
  ];
  it.each(table)("lays out %s", (_name, row, lines) => {
    expect(layoutRow(row, page)).toEqual(lines);
  });

  it("loses no character and keeps the width, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 20, max: 90 }), (text, width) => {
        const plain = layoutRow({ hang: 0, words: [{ text }] }, { ...page, width: 10_000 }).join("");
        const lines = layoutRow({ hang: 0, words: [{ text }] }, { ...page, width });
        expect(lines.join("").replaceAll(" ", "")).toBe(plain.replaceAll(" ", ""));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("displayWidth", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["e\u0301", 1],
    ["漢字", 4],
    ["サーバー", 8],
    ["「港湾」、、", 12],
    ["ｻｰﾊﾞｰ", 5],
    ["ㄅㄆ", 4],
    ["￥", 2],
    ["✖", 1],
  ])("of %j is %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
