import { describe, expect, it } from "vitest";
import { renderCsv } from "../../src/report/csv.ts";
import { SAMPLE } from "./sample-run.ts";
import { csvRows, fails } from "./records-of.ts";

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
});
