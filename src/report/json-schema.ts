import * as z from "zod";
import { REPORT_SCHEMA_VERSION } from "./json.ts";
import { attestationSchema, partySchema, providerWordSchema, unitSchema } from "./duty-schema.ts";
import {
  baselineSchema,
  blindSpotSchema,
  digestsSchema,
  estateSchema,
  evaluationSchema,
  exemptionSchema,
  ruleSchema,
  scopeSchema,
  summarySchema,
  toolSchema,
} from "./schema.ts";

const reportSchema = z.object({
  schema_version: z.string().regex(new RegExp(`^${REPORT_SCHEMA_VERSION.split(".")[0]}\\.\\d+$`)),
  tool: toolSchema,
  scope: scopeSchema,
  as_of: z.string(),
  digests: digestsSchema,
  summary: summarySchema,
  findings: z.array(evaluationSchema.extend({ outcome: z.literal("fail") })),
  evaluations: z.array(evaluationSchema),
  blind_spots: z.array(blindSpotSchema),
  exemptions: z.array(exemptionSchema),
  baseline: z.exactOptional(baselineSchema),
  attestations: z.array(attestationSchema),
  provider_words: z.exactOptional(z.array(providerWordSchema)),
  parties: z.array(partySchema),
  units: z.array(unitSchema),
  estate: z.array(estateSchema),
  rules: z.array(ruleSchema),
  warnings: z.array(z.string()),
});

/** The JSON Schema (draft 7) of `--format json`, shipped as `schemas/report.schema.json`. Added fields are allowed. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, { target: "draft-7", io: "input", reused: "ref" });
}
