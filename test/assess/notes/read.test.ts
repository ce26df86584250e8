import { describe, expect, it } from "vitest";
import { readNotes } from "../../../src/assess/notes/read.ts";

const RULES = new Map([
  ["aws-s3-bucket-public", "aws-s3-bucket-public"],
  ["old-name", "aws-s3-bucket-public"],
]);
const PRINT = "a".repeat(64);

function read(text: string): { notes: readonly unknown[]; said: string[] } {
  const { notes, diagnostics } = readNotes(text, "notes.yaml", RULES);
  return { notes, said: diagnostics.map(({ line, message, help }) => `${line}: ${message} (${help ?? ""})`) };
}

describe("the assessor's notes", () => {
  it("are read, with a rule's former name for its present one", () => {
    const { notes, said } = read(
      `notes:\n  - { rule: old-name, finding: ${PRINT}, note: seen on site, by: A. Assessor, rating: { severity: low, reason: test data } }\n`,
    );
    expect(said).toEqual([]);
    expect(notes).toEqual([
      {
        rule: "aws-s3-bucket-public",
        finding: PRINT,
        note: "seen on site",
        by: "A. Assessor",
        rating: { severity: "low", reason: "test data" },
      },
    ]);
  });

  it.each([
    ["an unknown rule", "notes:\n  - { rule: aws-s3-bucket-publc, note: x }\n", "2: no rule", "did you mean"],
    [
      "a rating without a reason",
      "notes:\n  - { rule: old-name, note: x, rating: { severity: low } }\n",
      "2:",
      "reason",
    ],
    ["an unknown key", "notes:\n  - { rule: old-name, nota: x, note: x }\n", "2:", "note"],
    ["a half fingerprint", "notes:\n  - { rule: old-name, finding: abc, note: x }\n", "2:", "64 hex digits"],
  ])("are refused with %s, all mistakes in one go", (_what, text, start, word) => {
    const { notes, said } = read(text);
    expect(notes).toEqual([]);
    expect(said[0]).toContain(start);
    expect(said.join()).toContain(word);
  });
});
