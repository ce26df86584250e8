import * as z from "zod";
import { LAYERS, PARTIES, SEVERITIES } from "../../model/words.ts";
import type { SourcePlace } from "../../source/source-node.ts";
import { DAY, TEXT } from "../written-values.ts";

const LITERAL = z.union([z.string(), z.number(), z.boolean()]);
const ON = z.literal(true, { error: "this is true, or left out" });

/** `rule_overrides` of `demarc.yaml`: how this estate asks a rule. */
export const RULE_OVERRIDE = z
  .strictObject({
    rule: TEXT.meta({ description: "id of the one rule" }),
    off: ON.exactOptional().meta({ description: "do not ask it unless the command line names it" }),
    on: ON.exactOptional().meta({ description: "ask it, although it is off unless somebody names it" }),
    severity: z.enum(SEVERITIES).exactOptional().meta({ description: "instead of the rule's own" }),
    params: z
      .record(z.string(), z.union([LITERAL, z.array(LITERAL).min(1)]))
      .exactOptional()
      .meta({ description: "instead of the rule's own defaults" }),
    reason: TEXT.meta({ description: "why, in words an auditor understands; reports show it" }),
  })
  .refine(({ off, on, severity, params }) => [off, on, severity, params].some((one) => one !== undefined), {
    error: "say what changes: off, on, severity or params",
  })
  .refine(({ off, on, severity, params }) => off === undefined || [on, severity, params].every((one) => !one), {
    error: "a rule that is off has nothing else",
  });
export type RuleOverride = z.infer<typeof RULE_OVERRIDE>;

/** `responsibility_overrides` of `demarc.yaml`: who answers for a layer of a type here. */
export const RESPONSIBILITY_OVERRIDE = z
  .strictObject({
    type: TEXT.meta({ description: "resource type" }),
    layer: z.enum(LAYERS),
    party: z.enum(PARTIES).meta({ description: "who answers for it here" }),
    account: TEXT.exactOptional().meta({ description: "only in this account or subscription" }),
    reason: TEXT.meta({ description: "on what agreement this rests" }),
    approved_by: TEXT.exactOptional().meta({ description: "who answers for it; needed away from the customer" }),
    until: DAY.exactOptional().meta({ description: "the last day on which it holds; needed away from the customer" }),
  })
  .refine(({ party, approved_by: by, until }) => party === "customer" || (by !== undefined && until !== undefined), {
    error: "an override that takes a duty from the customer needs approved_by and until",
  });
export type ResponsibilityOverride = z.infer<typeof RESPONSIBILITY_OVERRIDE>;

/** An override and where it stands. */
export type Placed<Override> = Override & { readonly place: SourcePlace };

/** What `demarc.yaml` says otherwise than what ships. */
export interface Overrides {
  /** The name that messages give the file. */
  readonly file: string;
  readonly rules: readonly Placed<RuleOverride>[];
  readonly responsibility: readonly Placed<ResponsibilityOverride>[];
}
