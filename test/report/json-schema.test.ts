import { describe, expect, it } from "vitest";
import { reportJsonSchema } from "../../src/report/json-schema.ts";

describe("the shipped schema of the json report", () => {
  it("is the one the code reads by", async () => {
    const text = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../schemas/report.schema.json");
  });
});
