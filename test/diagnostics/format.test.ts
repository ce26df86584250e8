import { expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";

const mistake: Diagnostic = {
  code: "rule-bad-value",
  severity: "error",
  file: "rules/x.yaml",
  line: 2,
  column: 11,
  length: 4,
  message: 'unknown severity "hihg"',
  help: 'did you mean "high"?',
};

it("shows the place, the line with marks, and the mend", () => {
  expect(formatDiagnostic(mistake, "id: x\nseverity: hihg\n")).toBe(
    [
      'rules/x.yaml:2:11: unknown severity "hihg" [rule-bad-value]',
      "  2 | severity: hihg",
      "    |           ^^^^",
      '  help: did you mean "high"?',
    ].join("\n"),
  );
});

it("keeps the marked place in view of a long line", () => {
  const source = `${"a".repeat(300)}X${"b".repeat(300)}`;
  const [, shown, marks] = formatDiagnostic({ ...mistake, line: 1, column: 301, length: 1 }, source).split("\n");
  expect(shown!.length).toBeLessThanOrEqual(90);
  expect(shown![marks!.indexOf("^")]).toBe("X");
});

it("leaves out what is not known", () => {
  expect(formatDiagnostic({ ...mistake, line: 0, column: 0, length: 0 }, "text")).toBe(
    'rules/x.yaml: unknown severity "hihg" [rule-bad-value]\n  help: did you mean "high"?',
  );
});

it("prints no control characters of the file it quotes", () => {
  const text = formatDiagnostic({ ...mistake, line: 1, column: 1 }, "\u001b[2Jred\u202e\u0007");
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
