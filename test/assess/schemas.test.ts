import { describe, expect, it } from "vitest";
import { attestationsJsonSchema } from "../../src/assess/attestations/shape.ts";
import { ownersJsonSchema } from "../../src/assess/owners/shape.ts";

describe("the shipped schemas of files people write", () => {
  it.each([
    ["owners", ownersJsonSchema],
    ["attestations", attestationsJsonSchema],
  ] as const)("%s is the one the code reads by", async (name, schema) => {
    await expect(`${JSON.stringify(schema(), null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}.schema.json`);
  });
});
