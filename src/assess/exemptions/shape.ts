import * as z from "zod";
import { EXEMPTION_KINDS } from "../../model/exemption.ts";
import { DAY, TEXT } from "../written-values.ts";

const ID = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error: "an id is words of lower-case letters and digits joined by -",
});

const GRANT = {
  id: ID.exactOptional().meta({ description: "a name for it; missing: one is made from what it says" }),
  reason: TEXT.meta({ description: "why this may be so, in words an auditor understands" }),
  approved_by: TEXT.meta({ description: "who answers for it" }),
  until: DAY.meta({ description: "the last day on which it holds" }),
  granted: DAY.exactOptional().meta({ description: "the day it was granted; the longest time counts from it" }),
};

const MATCH = z
  .strictObject({
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: "a fingerprint is 64 hex digits" })
      .exactOptional()
      .meta({ description: "of one finding" }),
    id: TEXT.exactOptional().meta({ description: "of the resource; * stands for any characters" }),
    type: TEXT.exactOptional().meta({ description: "of the resource" }),
    account: TEXT.exactOptional(),
    region: TEXT.exactOptional(),
  })
  .refine((match) => Object.keys(match).length > 0, {
    error: "say what it matches: id, fingerprint, type, account or region",
  });

const EXEMPTION = z.strictObject({
  kind: z.enum(EXEMPTION_KINDS),
  rule: TEXT.meta({ description: "id of the one rule" }),
  match: MATCH,
  ...GRANT,
  facts: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "a facts digest is 64 hex digits" })
    .exactOptional()
    .meta({ description: "digest of the facts it was granted for; changed facts are reported" }),
});

const ACCEPTED_BLIND_SPOT = z
  .strictObject({
    scope: z
      .strictObject({ provider: TEXT.exactOptional(), account: TEXT.exactOptional(), region: TEXT.exactOptional() })
      .refine((scope) => Object.keys(scope).length > 0, { error: "give a place: provider, account or region" }),
    type: TEXT.exactOptional().meta({ description: "the resource type that is not read" }),
    call: TEXT.exactOptional().meta({ description: "the call that is refused" }),
    ...GRANT,
  })
  .refine(({ type, call }) => type !== undefined || call !== undefined, {
    error: "name what is not read: type or call",
  });

/** `exemptions.yaml`: every key of it. What depends on the rules or on the day is checked in `read.ts`. */
export const EXEMPTIONS_SHAPE = z.strictObject({
  exemptions: z.array(EXEMPTION).exactOptional(),
  accepted_blind_spots: z.array(ACCEPTED_BLIND_SPOT).exactOptional(),
});

export type ExemptionsFile = z.infer<typeof EXEMPTIONS_SHAPE>;

/** For editors: `# yaml-language-server: $schema=…`. */
export function exemptionsJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(EXEMPTIONS_SHAPE, { target: "draft-7" });
  return { $schema, title: "demarc exemptions", ...rest };
}
