import * as z from "zod";

/** `rules/not-shipped.yaml`: checks that others have and demarc leaves out. */
export const NOT_SHIPPED_SHAPE = z.array(
  z.strictObject({
    because: z.enum(["guaranteed", "attested", "retired", "choice", "relayed", "events", "third_party", "taste"]),
    why: z.string().min(1),
    examples: z
      .array(z.strictObject({ provider: z.string().min(1), what: z.string().min(1), why: z.string().min(1) }))
      .min(1),
  }),
);
export type NotShipped = z.infer<typeof NOT_SHIPPED_SHAPE>[number];
