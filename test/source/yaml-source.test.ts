import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReporter } from "../../src/source/reporter.ts";
import { plainData } from "../../src/source/source-node.ts";
import type { SourceNode } from "../../src/source/source-node.ts";
import { readSource } from "../../src/source/yaml-source.ts";
import { computingTime } from "../computing-time.ts";

function read(text: string): { node: SourceNode | null; codes: string[]; messages: string[] } {
  const reporter = createReporter("rule.yaml");
  const node = readSource(text, reporter);
  const { diagnostics } = reporter;
  return {
    node,
    codes: diagnostics.map(({ code }) => code),
    messages: diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
}

describe("reading YAML with positions", () => {
  it("gives data, and where each part of it stands", () => {
    const { node, codes } = read("a: 1\nlist:\n  - x\n  - { deep: [true, null, 1.5] }\n");
    expect(codes).toEqual([]);
    expect(plainData(node!)).toEqual({ a: 1, list: ["x", { deep: [true, null, 1.5] }] });
    const list = node?.kind === "map" ? node.entries[1]! : undefined;
    expect(list?.keyPlace).toEqual({ line: 2, column: 1, length: 4 });
    expect(list?.value.kind === "list" && list.value.items[0]?.place).toEqual({ line: 3, column: 5, length: 1 });
  });

  it("tells who indents with tabs what to do instead", () => {
    const reporter = createReporter("rule.yaml");
    readSource("a:\n\tb: 1\n", reporter);
    expect(reporter.diagnostics).toMatchObject([{ line: 2, code: "yaml-syntax", help: "indent with blanks" }]);
  });

  it("tells who wrote nothing but comments how to begin", () => {
    const reporter = createReporter("exemptions.yaml");
    readSource("# nothing accepted yet\n", reporter);
    expect(reporter.diagnostics).toMatchObject([{ code: "yaml-empty", help: expect.stringContaining("[]") as string }]);
  });

  it("tells of each line the first mistake only", () => {
    expect(read("fix:\n\teffort: low\n\tsummary: x\n").messages).toEqual([
      "2:1 a tab as indent",
      "3:1 a tab as indent",
    ]);
  });

  it.each([
    ["a byte order mark", "\ufeffa: 1\nb: no\n", "2:4"],
    ["Windows line ends", "a: 1\r\nb: no\r\n", "2:4"],
    ["characters outside the basic plane", "a: 😀\nb: no\n", "2:4"],
  ])("counts lines and columns behind %s", (_, text, place) => {
    expect(read(text).messages).toEqual([`${place} quote it: "no"`]);
  });

  it.each([
    ["a key given twice", "a: 1\nb: 2\na: 3\n", ['3:1 "a" is given twice; first at line 1, column 1']],
    ["a key of the runtime", "constructor: 1\n", ['1:1 "constructor" cannot be a key']],
    ["a key that is a list", "? [a]\n: 1\n", ["1:3 a key must be text"]],
    ["an unfinished quote", 'a: "b\nc: d\n', ['1:4 this " is never closed']],
    ["an unfinished single quote", "a: b\nc:\n  - 'd\n", ["3:5 this ' is never closed"]],
    ["text with a colon", "a: b: c\n", ['1:4 a second ": " in one value']],
    ["keys that stand below what is no key", "a:\nb: c\n  d: e\n", ['2:4 a second ": " in one value']],
    ["a key at no column", "a:\n  b: c\n d: e\n", ["3:1 this starts at a column of its own"]],
    ["a key without a blank", "a:b\nc: d\n", ["1:1 a line that is not a key with its value"]],
    ["a key without a colon", "a: |\n  b\nc\n", ["3:1 a key without its colon"]],
    ["a brace that stays open", "a: { b: c\nd: e\n", ['2:1 "{" is still open here']],
    ["a bracket that stays open", "a: [b\nc: d\n", ['2:1 "[" is still open here']],
    ["a mark of YAML at the beginning", "a: @b\n", ["1:4 a value cannot begin with @"]],
    ["what no word of ours is for", 'a: "\\q"\n', ["1:5 invalid escape sequence \\q"]],
    [
      "old line ends, and what else is wrong",
      "a: 1\rb: no\r",
      ["0:0 its lines end in carriage returns only", '2:4 quote it: "no"'],
    ],
    [
      "blanks that only look plain, and what else is wrong",
      "a:\n\u00a0 b: no\n \u2009b: 2\n",
      [
        "2:1 U+00A0 in the indent, which only looks like a blank",
        "3:1 U+2009 in the indent, which only looks like a blank",
        '2:6 quote it: "no"',
        '3:3 "b" is given twice; first at line 2, column 3',
      ],
    ],
    ["infinity", "a: .inf\n", ['1:4 quote it: ".inf"']],
    ["NUL", "a: \u0000\n", ["1:4 control character U+0000"]],
    ["an old escape character of one byte", "a: \u009b31m\n", ["1:4 control character U+009B"]],
    ["an escape character", "a: 1\nb: \u001b[31m\n", ["2:4 control character U+001B"]],
    ["nothing", "", ["1:1 the file is empty"]],
  ])("refuses %s", (_, text, messages) => expect(read(text).messages).toEqual(messages));

  it("keeps words that only look doubtful", () => {
    expect(read('a: "no"\nb: once\nno: 1\n').codes).toEqual([]);
  });

  it("reports every mistake of a file at once", () => {
    const { codes } = read("a: &x 1\nb: *x\nc: !!str 2\nd: on\nd: off\n");
    expect(codes).toEqual(["yaml-anchor", "yaml-alias", "yaml-tag", "yaml-quote", "yaml-duplicate-key"]);
  });
});

describe("hostile YAML", () => {
  const bomb = `a0: &a0 x\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`).join("\n")}\n`;

  it.each([
    ["aliases of aliases", bomb, "yaml-anchor"],
    ["open brackets", "[".repeat(100_000), "yaml-too-deep"],
    ["open braces", "{a: ".repeat(100_000), "yaml-too-deep"],
    ["dashes in one line", "- ".repeat(100_000), "yaml-too-deep"],
    ["ever deeper lines", Array.from({ length: 1200 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), "yaml-too-deep"],
    ["brackets just beyond what is allowed", `a: ${"[".repeat(70)}${"]".repeat(70)}\n`, "yaml-too-deep"],
    ["two megabytes", `a: ${"x".repeat(2_000_000)}\n`, "yaml-too-large"],
    ["ten thousand keys twice", "k: 1\n".repeat(10_000), "yaml-duplicate-key"],
  ])("%s end quickly and are named", (_, text, code) => {
    let codes: readonly string[] = [];
    const took = computingTime(() => void ({ codes } = read(text)));
    expect(codes).toContain(code);
    expect(took).toBeLessThan(5_000);
  });

  it("reads ten thousand keys", () => {
    const { node, codes } = read(Array.from({ length: 10_000 }, (_, i) => `k${i}: ${i}`).join("\n"));
    expect(codes).toEqual([]);
    expect(node?.kind === "map" && node.entries.length).toBe(10_000);
  });

  it("never throws, and says why where it gives nothing", () => {
    const bits = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      "&x",
      "*x",
      "!t",
      "|",
      ">",
      "?",
      "#",
      "%",
      "---\n",
      "\t",
      "no",
      "1",
      "\u0000",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.array(bits, { maxLength: 60 }).map((parts) => parts.join("")),
        ),
        (text) => {
          const { node, codes } = read(text);
          expect(node !== null || codes.length > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
