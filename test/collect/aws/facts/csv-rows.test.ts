import { describe, expect, it } from "vitest";
import { csvRows } from "../../../../src/collect/aws/facts/csv-rows.ts";

describe("a table with commas", () => {
  it.each<[string, string, string[][]]>([
    ["nothing", "", []],
    ["one row", "a,b", [["a", "b"]]],
    [
      "rows that end in a line break",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "line breaks of another kind",
      "a,b\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "empty cells, the last one too",
      "a,,c\n,,",
      [
        ["a", "", "c"],
        ["", "", ""],
      ],
    ],
    ["a quoted comma", '"a,b",c', [["a,b", "c"]]],
    ["doubled quotes and a line break in quotes", '"say ""no""\nmore",c', [['say "no"\nmore', "c"]]],
  ])("%s", (_, text, rows) => {
    expect(csvRows(text)).toEqual(rows);
  });
});
