import * as z from "zod";
import { TEXT } from "../written-values.ts";
import { SEVERITIES } from "../../model/words.ts";

/** `notes.yaml`: every key of it. */
export const NOTES_SHAPE = z.strictObject({
  notes: z.array(
    z.strictObject({
      rule: TEXT.meta({ description: "id of the rule" }),
      finding: z
        .string()
        .regex(/^[0-9a-f]{64}$/, { error: "a fingerprint is 64 hex digits" })
        .exactOptional()
        .meta({ description: "fingerprint of the one finding; missing: all of the rule" }),
      note: TEXT.meta({ description: "the assessor's words, as the report prints them" }),
      by: TEXT.exactOptional().meta({ description: "who wrote it" }),
      rating: z
        .strictObject({
          severity: z.enum(SEVERITIES),
          reason: TEXT.meta({ description: "why the rule's own rating does not fit here" }),
        })
        .exactOptional()
        .meta({ description: "the assessor's own rating; the rule's stays beside it" }),
    }),
  ),
});

/** For editors: `# yaml-language-server: $schema=…`. */
export function notesJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(NOTES_SHAPE, { target: "draft-7" });
  return { $schema, title: "demarc notes", ...rest };
}
