import * as z from "zod";
import { LAYERS, LAYER_STATES, PARTIES, SERVICE_MODELS } from "../model/words.ts";
import { CONDITION, TEXT } from "./rule-shape.ts";

const MODEL = z.enum(SERVICE_MODELS);
const STATES = z.partialRecord(z.enum(LAYERS), z.enum(LAYER_STATES));
const SOURCES = z.array(TEXT);

const EXCEPTION = {
  id: TEXT,
  when: CONDITION,
  applies_if_joined: z
    .string()
    .regex(/^@\w+$/, { error: "a joined fact begins with @" })
    .exactOptional(),
  set: STATES.exactOptional(),
  set_all: z.strictObject({ from: z.array(z.enum(LAYER_STATES)).min(1), to: z.enum(LAYER_STATES) }).exactOptional(),
  model: MODEL.exactOptional(),
  why: TEXT,
  sources: SOURCES,
  caveat: TEXT.exactOptional(),
  reserved_namespace: z.literal(true).exactOptional(),
  unconfirmed: z.array(TEXT).exactOptional(),
};

const TYPE = z.strictObject({
  profile: TEXT,
  model: MODEL.exactOptional(),
  overrides: STATES.exactOptional(),
  exceptions: z.array(z.strictObject(EXCEPTION)).min(1).exactOptional(),
  confidence: z.enum(["high", "medium"]),
  sources: SOURCES,
  note: TEXT.exactOptional(),
  baselines: z.array(TEXT).exactOptional(),
});

/** `responsibility/PROVIDER/*.yaml` */
export const TYPES_FILE = z.strictObject({ types: z.record(z.string(), TYPE) });

/** `responsibility/everywhere.yaml` */
export const EVERYWHERE_FILE = z.strictObject({
  everywhere: z.array(z.strictObject({ ...EXCEPTION, provider: TEXT })),
});

/** `responsibility/profiles.yaml`; that every layer is named is checked with the model as a whole. */
export const PROFILES_FILE = z.strictObject({
  profiles: z.record(z.string(), z.strictObject({ model: MODEL, about: TEXT, layers: STATES })),
});

/** `responsibility/layers.yaml` */
export const LAYERS_FILE = z.strictObject({
  layers: z.array(
    z.strictObject({
      id: z.enum(LAYERS),
      title: TEXT,
      comparable_area: TEXT.exactOptional(),
      party_by_model: z.partialRecord(MODEL, z.enum(PARTIES)),
      nist_800_53: z.array(TEXT),
      csa_ccm: z.array(TEXT),
      source: TEXT,
    }),
  ),
});

/** `responsibility/sources.yaml` */
export const SOURCES_FILE = z.strictObject({
  sources: z.record(
    z.string(),
    z.strictObject({
      what: TEXT,
      where: TEXT,
      read: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "a date is written 2026-01-31" })
        .exactOptional(),
    }),
  ),
});

/** `responsibility/roles.yaml` */
export const ROLES_FILE = z.strictObject({
  customer_roles: z.record(
    z.string(),
    z.strictObject({
      often_called: TEXT,
      owns_layers: z.array(z.enum(LAYERS)),
      mcsb: z.array(TEXT).exactOptional(),
      oscal: TEXT.exactOptional(),
      note: TEXT.exactOptional(),
    }),
  ),
  external_parties: z.array(TEXT),
  mcsb_roles: z.strictObject({
    source: TEXT,
    roles: z.record(z.string(), TEXT),
    controls: z.record(z.string(), z.array(TEXT)),
  }),
});
