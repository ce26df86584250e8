import { expect, it } from "vitest";
import { notesJsonSchema } from "../../../src/assess/notes/shape.ts";

it("ships the schema of notes.yaml that the code reads by", async () => {
  await expect(`${JSON.stringify(notesJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../../schemas/notes.schema.json",
  );
});
