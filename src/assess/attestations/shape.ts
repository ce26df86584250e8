import * as z from "zod";
import { ARTIFACTS } from "../../model/attestation.ts";
import { LAYERS } from "../../model/words.ts";
import { DAY, TEXT } from "../written-values.ts";

const ID = z.string().regex(/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/, {
  error: "an id is words of letters and digits joined by -",
});
const LIST = z.array(TEXT).min(1);

const SCOPE = z
  .strictObject({
    services: LIST.exactOptional().describe("as they stand in resource types: s3, storage; * for all"),
    regions: LIST.exactOptional(),
    accounts: LIST.exactOptional(),
    layers: z.array(z.enum(LAYERS)).min(1).exactOptional(),
    rules: LIST.exactOptional().describe("rules that ask a person, and that this answers"),
  })
  .describe("what it speaks of; a list that is left out leaves nothing out");

const EXCEPTION = z.strictObject({
  layer: z.enum(LAYERS),
  text: TEXT,
  accepted_by: TEXT.exactOptional(),
  until: DAY.exactOptional(),
});

const ATTESTATION = z.strictObject({
  id: ID,
  party: TEXT.describe("of owners.yaml, or a provider: aws, azure"),
  artifact: z.enum(ARTIFACTS),
  issuer: TEXT.exactOptional(),
  scope: SCOPE.exactOptional(),
  period: z.strictObject({ start: DAY, end: DAY }),
  expires: DAY.exactOptional().describe(
    "the last day it counts; missing: the end of its period and the artifact's age",
  ),
  bridge: z.strictObject({ until: DAY, ref: TEXT }).exactOptional(),
  opinion: z.enum(["unqualified", "qualified"]).exactOptional(),
  exceptions: z.array(EXCEPTION).min(1).exactOptional(),
  evidence: z
    .strictObject({
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/i, { error: "a SHA-256 is 64 hexadecimal digits" })
        .exactOptional(),
      location: TEXT.exactOptional(),
      reviewed_by: TEXT.exactOptional().describe("who has read it; nobody: it does not count"),
      reviewed_on: DAY.exactOptional(),
    })
    .exactOptional(),
  customer_duties: z
    .array(z.strictObject({ id: ID, about: TEXT, satisfied_by: z.array(TEXT) }))
    .min(1)
    .exactOptional()
    .describe("what it hands back to the customer"),
});

/** `attestations.yaml`: a list. What depends on more than one key is checked in `read-attestations.ts`. */
export const ATTESTATIONS_SHAPE = z.array(ATTESTATION).min(1);

export type AttestationFile = z.infer<typeof ATTESTATION>;

/** The JSON Schema (draft 7) of `attestations.yaml`, shipped as `schemas/attestations.schema.json`. */
export function attestationsJsonSchema(): object {
  return z.toJSONSchema(ATTESTATIONS_SHAPE, { target: "draft-7", io: "input" });
}
