import fc from "fast-check";

/** Text in order, changed in a few places: cut, joined, with tokens of other files and bytes of none. */

const TOKENS = [
  [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "'",
    "\n",
    "\r\n",
    "\ufeff",
    "\u0000",
    "\\u0000",
    "\\ud800",
    "\\",
    "- ",
    "  ",
    "\t",
  ],
  [
    "&a ",
    "*a",
    "!!js/function ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "? ",
    "| ",
    "> ",
    "#",
    "~",
    "null",
    "true",
    "no",
  ],
  [
    "1e999",
    "-0",
    "NaN",
    ".inf",
    "0x1F",
    "1_000",
    "2026-02-30",
    '"__proto__":1,',
    "__proto__: 1\n",
    "[[[[[[",
    "{a: {b: {",
  ],
  [
    '{"header":{"format":"demarc-snapshot","version":1}}\n',
    '{"header":{"format":"demarc-run","version":1}}\n',
    '{"end":{}}\n',
  ],
].flat();

interface Edit {
  readonly act: "insert" | "delete" | "cut" | "repeat" | "byte";
  readonly at: number;
  readonly length: number;
  readonly token: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  act: fc.constantFrom("insert", "insert", "delete", "cut", "repeat", "byte"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 200 }),
  token: fc.constantFrom(...TOKENS),
});

/** The bytes of one of the texts after one to five edits; not always UTF-8. */
export function changedText(texts: readonly string[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([text, edits]) => edits.reduce(apply, Buffer.from(text)));
}

function apply(bytes: Buffer, { act, at, length, token }: Edit): Buffer {
  const start = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  switch (act) {
    case "insert":
      return Buffer.concat([before, Buffer.from(token), after]);
    case "delete":
      return Buffer.concat([before, after.subarray(length)]);
    case "cut":
      return before;
    case "repeat":
      return Buffer.concat([before, after.subarray(0, length), after]);
    case "byte":
      return Buffer.concat([before, Buffer.from([length]), after.subarray(1)]);
  }
}
