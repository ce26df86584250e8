import { describe, expect, it } from "vitest";
import { ownersJsonSchema } from "../../src/assess/owners/shape.ts";

describe("the shipped schemas of files people write", () => {
  it.each([["owners", ownersJsonSchema]] as const)("%s is the one the code reads by", async (name, schema) => {
    await expect(`${JSON.stringify(schema(), null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}.schema.json`);
  });
});
