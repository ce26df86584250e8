import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralize } from "../../src/diagnostics/neutralize.ts";
import { SAMPLE } from "./sample-run.ts";
import { csvRows, fails } from "./records-of.ts";
import { renderCsv } from "./rendered.ts";

describe("csv", () => {
  it("begins no cell as a formula", () => {
    const evaluations = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx"].map((name) => ({
      ...fails[0]!,
      resource: { ...fails[0]!.resource, name },
    }));
    const names = csvRows(renderCsv({ ...SAMPLE, evaluations }, { include: [] })).map((row) => row["resource_name"]!);
    expect(names).toHaveLength(6);
    for (const name of names) expect(name).toMatch(/^'/);
  });

  it("leaves nothing that is obeyed in a cell, and of every other text the whole", () => {
    const word = fc.constantFrom(
      "a",
      " ",
      ":",
      "::error",
      "#",
      "##vso[",
      "=",
      "-",
      ",",
      '"',
      "\u{202e}",
      "\n",
      "ü",
      "1.2/3",
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 6 }).map((words) => words.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (name) => {
        const evaluations = [{ ...fails[0]!, resource: { ...fails[0]!.resource, name } }];
        const [row] = csvRows(renderCsv({ ...SAMPLE, evaluations }, { include: [] }));
        expect(row!["resource_name"]).toBe(neutralize(/^[=+\-@\t\r]/.test(name) ? `'${name}` : name));
      }),
      { numRuns: 1000 },
    );
  });
});
