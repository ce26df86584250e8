import * as z from "zod";
import {
  BASELINE_STATES,
  type CarriedExemption,
  EXEMPTION_KINDS,
  EXEMPTION_STATES,
  type RunExemption,
} from "../model/exemption.ts";
import { BLIND_SPOT_REASONS, type BlindSpot, type Scope } from "../model/resource.ts";
import { BACKING_STATES } from "../model/attestation.ts";
import {
  type EstatePart,
  type Judging,
  type Evaluation,
  OUTCOME_REASONS,
  type OutcomeCounts,
  type PairCounts,
  type RunBaseline,
  type RunRule,
  type RunSummary,
} from "../model/run.ts";
import { LAYERS, OUTCOMES, PARTIES, RULE_STATUSES, SERVICE_MODELS, SEVERITIES } from "../model/words.ts";

/** The records of a run as they stand in files. What is read is checked against these; unknown keys are dropped. */

const count = z.int().min(0);
const severity = z.enum(SEVERITIES);
const outcomeCounts = z.object({
  pass: count,
  fail: count,
  not_applicable: count,
  inherited: count,
  manual: count,
  unknown: count,
}) satisfies z.ZodType<OutcomeCounts>;

export const toolSchema = z.object({ name: z.literal("demarc"), version: z.string() });

export const scopeSchema = z.object({
  name: z.string(),
  expected: z.exactOptional(
    z.array(z.object({ provider: z.string(), account: z.string(), regions: z.exactOptional(z.array(z.string())) })),
  ),
  partial: z.exactOptional(z.boolean()),
}) satisfies z.ZodType<Scope>;

export const digestsSchema = z.record(z.string(), z.string());

export const judgingSchema = z.object({
  max_age: z.number(),
  declared_reads: z.array(
    z.object({
      provider: z.string(),
      account: z.string(),
      region: z.string(),
      type: z.string(),
      call: z.string(),
      at: z.exactOptional(z.string()),
    }),
  ),
  unit_rules: z.boolean(),
  types_chosen: z.boolean(),
}) satisfies z.ZodType<Judging>;

const evidenceSchema = z.object({
  path: z.string(),
  seen: z.unknown(),
  state: z.enum(["value", "absent", "unread", "wrong_type", "unsupported", "none_found", "counted"]),
  wanted: z.string(),
  because: z.exactOptional(z.string()),
  resource: z.exactOptional(z.string()),
  call: z.exactOptional(z.string()),
  at: z.exactOptional(z.string()),
});

const responsibilitySchema = z.object({
  party: z.enum(PARTIES).nullable(),
  layer: z.enum(LAYERS),
  service_model: z.enum(SERVICE_MODELS).nullable(),
  claim: z.enum(PARTIES),
  assumed: z.boolean(),
  decided_by: z.object({
    path: z.string().nullable(),
    value: z.unknown(),
    step: z.string(),
    why: z.string(),
    sources: z.array(z.string()),
  }),
});

const resourceSchema = z.object({
  provider: z.string(),
  account: z.string(),
  region: z.string(),
  type: z.string(),
  id: z.string().nullable(),
  name: z.string(),
  source: z.exactOptional(z.string()),
  confirmed_at: z.exactOptional(z.string()),
});

const carriedExemptionSchema = z.object({
  id: z.string(),
  kind: z.enum(EXEMPTION_KINDS),
  reason: z.string(),
  approved_by: z.string(),
  until: z.string(),
  facts_changed: z.boolean(),
}) satisfies z.ZodType<CarriedExemption>;

export const evaluationSchema = z.object({
  rule_id: z.string(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(OUTCOME_REASONS),
  severity,
  resource: resourceSchema,
  responsibility: responsibilitySchema,
  owner: z.object({ id: z.string(), because: z.string(), unit: z.string().nullable() }),
  attestation: z.exactOptional(z.object({ id: z.string().nullable(), state: z.enum(BACKING_STATES) })),
  evidence: z.array(evidenceSchema),
  witness: z.exactOptional(
    z.array(
      z.object({
        source: z.string(),
        says: z.string(),
        outcome: z.enum(["pass", "fail"]),
        at: z.exactOptional(z.string()),
      }),
    ),
  ),
  fingerprint: z.string(),
  facts_digest: z.string().nullable(),
  exemption: z.exactOptional(carriedExemptionSchema),
  accepted_blind_spot: z.exactOptional(z.string()),
  baseline: z.exactOptional(z.enum(BASELINE_STATES)),
}) satisfies z.ZodType<Evaluation>;

export const exemptionSchema = z.object({
  id: z.string(),
  kind: z.enum([...EXEMPTION_KINDS, "accepted_blind_spot"]),
  rule: z.string().nullable(),
  match: z.record(z.string(), z.string()),
  reason: z.string(),
  approved_by: z.string(),
  until: z.string(),
  state: z.enum(EXEMPTION_STATES),
  matched: count,
  facts_changed: count,
  unused: z.boolean(),
  over_broad: z.boolean(),
}) satisfies z.ZodType<RunExemption>;

export const baselineSchema = z.object({
  scope: z.string(),
  as_of: z.string(),
  fixed: z.array(z.object({ rule_id: z.string(), severity, resource: resourceSchema, fingerprint: z.string() })),
  not_judged: count,
}) satisfies z.ZodType<RunBaseline>;

export const blindSpotSchema = z.object({
  provider: z.string(),
  account: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  types: z.array(z.string()),
  reason: z.enum(BLIND_SPOT_REASONS),
  call: z.exactOptional(z.string()),
  code: z.exactOptional(z.string()),
  message: z.string(),
  help: z.exactOptional(z.string()),
  file: z.exactOptional(z.string()),
  line: z.exactOptional(z.int()),
}) satisfies z.ZodType<BlindSpot>;

export const ruleSchema = z.object({
  id: z.string(),
  title: z.string(),
  failure_title: z.string(),
  severity,
  status: z.enum(RULE_STATUSES),
  layer: z.enum(LAYERS),
  types: z.array(z.string()),
  owner_role: z.string().nullable(),
  consulted: z.array(z.string()),
  question: z.string(),
  why: z.string(),
  fix: z
    .object({
      summary: z.string(),
      effort: z.string(),
      cli: z.exactOptional(z.string()),
      terraform: z.exactOptional(z.string()),
      bicep: z.exactOptional(z.string()),
    })
    .nullable(),
  manual: z.object({ question: z.string(), evidence: z.array(z.string()) }).nullable(),
  controls: z.record(z.string(), z.array(z.string())),
  references: z.array(z.string()),
}) satisfies z.ZodType<RunRule>;

const texts = z.array(z.string());

export const estateSchema = z.object({
  unit: z.string().nullable(),
  provider: z.string(),
  type: z.string(),
  service: z.string(),
  resources: count,
  accounts: texts.default([]),
  regions: texts,
  layers: z.array(z.object({ layer: z.enum(LAYERS), party: z.enum(PARTIES).nullable(), counts: outcomeCounts })),
}) satisfies z.ZodType<EstatePart>;

const pairCountsSchema = outcomeCounts.extend({
  pairs: count,
  fail_by_severity: z.record(severity, count),
  unknown_by_severity: z.record(severity, count),
  by_party: z.record(z.enum([...PARTIES, "none"]), outcomeCounts),
  by_layer: z.partialRecord(z.enum(LAYERS), outcomeCounts),
  by_rule: z.record(z.string(), outcomeCounts),
  by_account: z.record(z.string(), z.record(z.string(), outcomeCounts)).default({}),
  party_blind: z.object({ would_fail: count, not_yours: count, unread: count }),
}) satisfies z.ZodType<PairCounts>;

export const summarySchema = pairCountsSchema.extend({
  resources: count,
  accounts: z.record(z.string(), z.array(z.string())),
  resources_without_rules: count,
  skipped: count,
  age_unknown: count,
  exempted: count,
  disputed: count,
  unknown_accepted: count,
  witness: z.exactOptional(z.object({ agree: count, disagree: count })),
  by_owner: z.record(z.string(), pairCountsSchema),
}) satisfies z.ZodType<RunSummary>;
