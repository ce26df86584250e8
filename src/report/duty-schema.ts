import * as z from "zod";
import { ATTESTATION_STATES, CUSTOMER_DUTY_STATES, type RunAttestation } from "../model/attestation.ts";
import { type OwnerParty, PARTY_KINDS, type Unit } from "../model/owner.ts";
import type { ControlWord } from "../model/provider-word.ts";
import { LAYERS } from "../model/words.ts";

/** The records of a run that say who has which duty, and what stands behind it. See `schema.ts`. */

const texts = z.array(z.string());

export const partySchema = z.object({
  id: z.string(),
  kind: z.enum(PARTY_KINDS),
  units: z.exactOptional(texts),
  role: z.exactOptional(z.string()),
  contact: z.exactOptional(z.string()),
  provider: z.exactOptional(z.string()),
}) satisfies z.ZodType<OwnerParty>;

export const unitSchema = z.object({
  id: z.string(),
  accountable: z.exactOptional(z.string()),
}) satisfies z.ZodType<Unit>;

export const attestationSchema = z.object({
  id: z.string(),
  party: z.string(),
  artifact: z.string(),
  issuer: z.string().nullable(),
  scope: z.object({
    services: z.exactOptional(texts),
    regions: z.exactOptional(texts),
    accounts: z.exactOptional(texts),
    layers: z.exactOptional(z.array(z.enum(LAYERS))),
    rules: z.exactOptional(texts),
  }),
  period: z.object({ start: z.string(), end: z.string() }),
  expires: z.string(),
  bridge: z.object({ until: z.string(), ref: z.string() }).nullable(),
  qualified: z.array(
    z.object({
      layer: z.enum(LAYERS),
      text: z.string(),
      accepted_by: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  evidence: z.object({
    sha256: z.string().nullable(),
    location: z.string().nullable(),
    reviewed_by: z.string().nullable(),
    reviewed_on: z.string().nullable(),
  }),
  state: z.enum(ATTESTATION_STATES),
  reviewed: z.boolean(),
  customer_duties: z.array(
    z.object({
      id: z.string(),
      about: z.string(),
      satisfied_by: texts,
      state: z.enum(CUSTOMER_DUTY_STATES),
      because: z.string(),
    }),
  ),
}) satisfies z.ZodType<RunAttestation>;

/** What a provider itself says who answers for a control; it decides nothing. */
export const providerWordSchema = z.object({
  provider: z.string(),
  framework: z.string(),
  control: z.string(),
  name: z.string(),
  says: z.string(),
  source: z.string(),
  initiative: z.exactOptional(z.string()),
  at: z.string(),
}) satisfies z.ZodType<ControlWord>;
