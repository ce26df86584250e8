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

  it.each(["a;=HYPERLINK(1);b", ";+1", "a;-1", "a;@x"])(
    "begins none either where a spreadsheet of another language divides cells at semicolons: %s",
    (name) => {
      const evaluations = [{ ...fails[0]!, resource: { ...fails[0]!.resource, name } }];
      expect(renderCsv({ ...SAMPLE, evaluations }, { include: [] })).not.toMatch(/;[=+\-@]/);
    },
  );

  it("leaves nothing that is obeyed in a cell, and of every other text the whole", () => {
    const word = fc.constantFrom(
      "a",
      " ",
      ":",
      "::error",
      "#",
      "##vso[",
      "=",
      ";",
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
        expect(row!["resource_name"]).toBe(neutralize(name.replaceAll(/(?<=^|;)(?=[=+\-@\t\r])/g, "'")));
      }),
      { numRuns: 1000 },
    );
  });
});
