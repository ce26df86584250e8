import * as z from "zod";
import { RESPONSIBILITY_OVERRIDE, RULE_OVERRIDE } from "../../assess/overrides/shape.ts";
import { PAPERS } from "../../model/formats.ts";
import { FAIL_ON } from "../../model/verdict.ts";
import { LAYERS, OUTCOMES, SEVERITIES } from "../../model/words.ts";
import { GROUPINGS } from "../arguments/arguments.ts";
import { LOG_LEVELS } from "../log-level.ts";

const TEXT = z.string().regex(/\S/, { error: "empty text" });
const TEXTS = z.union([TEXT, z.array(TEXT).min(1)]);
const DAYS_WRITTEN = { error: "a time in days, e.g. 7d" };
const DAYS = z.string(DAYS_WRITTEN).regex(/^\d{1,5}d$/, DAYS_WRITTEN);
const SWITCH = z.boolean();

/** Each account in each region; without regions, whatever it has. */
const EXPECTED = z.strictObject({
  provider: TEXT.meta({ description: "aws, azure" }),
  accounts: z.array(TEXT).min(1).meta({ description: "ids of accounts or subscriptions, in quotes" }),
  regions: z.array(TEXT).min(1).exactOptional(),
});
export type ExpectedAccounts = z.infer<typeof EXPECTED>;

/** A path is read from the folder that the file lies in. */
const PATH_KEYS = [
  "sources",
  "rules",
  "exemptions",
  "owners",
  "attestations",
  "baseline",
  "save",
  "redact_key",
  "format",
  "logo",
  "notes",
] as const;

/**
 * `demarc.yaml`: the options of `scan` that a team keeps beside its code, under the same names. Whom to ask, through what
 * and as whom is none of it: a file that is found could send credentials anywhere.
 */
export const CONFIG_SHAPE = z.strictObject({
  sources: TEXTS.exactOptional().meta({ description: "what to scan if the command line names nothing" }),
  rules: TEXTS.exactOptional().meta({ description: "folders of your own rules" }),
  rule: TEXTS.exactOptional().meta({ description: "only these rules" }),
  severity: z.enum(SEVERITIES).exactOptional().meta({ description: "only rules of at least this severity" }),
  layer: z
    .union([z.enum(LAYERS), z.array(z.enum(LAYERS)).min(1)])
    .exactOptional()
    .meta({ description: "only rules on these layers" }),
  type: TEXTS.exactOptional().meta({ description: "only these resource types" }),
  framework: TEXTS.exactOptional().meta({ description: "only rules mapped to it" }),
  region: TEXTS.exactOptional().meta({ description: "AWS: regions to read" }),
  organization: SWITCH.exactOptional().meta({ description: "AWS: every account of the organization" }),
  ou: TEXTS.exactOptional().meta({ description: "AWS: only accounts below these organizational units" }),
  account: TEXTS.exactOptional().meta({ description: "AWS: only these accounts" }),
  exclude_account: TEXTS.exactOptional().meta({ description: "AWS: all but these accounts" }),
  subscription: TEXTS.exactOptional().meta({ description: "Azure: ids or names" }),
  management_group: TEXT.exactOptional().meta({ description: "Azure: its subscriptions are expected" }),
  resource_group: TEXTS.exactOptional().meta({ description: "Azure: only resources in them" }),
  rule_overrides: z
    .array(RULE_OVERRIDE)
    .min(1)
    .exactOptional()
    .meta({ description: "how this estate changes single rules; every report says so" }),
  responsibility_overrides: z
    .array(RESPONSIBILITY_OVERRIDE)
    .min(1)
    .exactOptional()
    .meta({ description: "who answers here, where that differs from the model; every report says so" }),
  fail_on: z.enum(FAIL_ON).exactOptional().meta({ description: "lowest severity that fails" }),
  allow_incomplete: SWITCH.exactOptional().meta({ description: "unknown pairs do not fail the run" }),
  max_unknown: z.int().min(0).exactOptional().meta({ description: "how many pairs may be unknown" }),
  strict_exemptions: SWITCH.exactOptional().meta({ description: "unused, over-broad and outdated exemptions fail" }),
  exemptions: TEXT.exactOptional().meta({ description: "file of findings that are accepted or disputed" }),
  longest_exemption: DAYS.exactOptional().meta({ description: "longest time an exemption may last" }),
  baseline: TEXT.exactOptional().meta({ description: "saved run whose findings are known" }),
  owners: TEXT.exactOptional().meta({ description: "file of who owns what" }),
  owner_fail_on: TEXTS.exactOptional().meta({
    description: "PARTY=SEVERITY: separate threshold for what the party owns",
  }),
  attestations: TEXT.exactOptional().meta({ description: "file of evidence for duties that no API shows" }),
  require_evidence: SWITCH.exactOptional().meta({
    description: "the run is incomplete where required evidence is missing",
  }),
  max_age: DAYS.exactOptional().meta({ description: "older documents count as unknown" }),
  declare_read: TEXTS.exactOptional().meta({ description: "TYPE[@ACCOUNT[:REGION]]: none here means there is none" }),
  expected: z.array(EXPECTED).min(1).exactOptional().meta({
    description: "what must be there; whatever of it is not seen is a blind spot",
  }),
  format: TEXTS.exactOptional().meta({ description: "NAME or NAME=FILE" }),
  save: TEXT.exactOptional().meta({ description: "run file to write" }),
  include: z
    .union([z.literal("all"), z.enum(OUTCOMES), z.array(z.enum(OUTCOMES)).min(1)])
    .exactOptional()
    .meta({ description: "outcomes listed in addition to findings" }),
  group_by: z.enum(GROUPINGS).exactOptional().meta({ description: "how the text is grouped" }),
  redact: SWITCH.exactOptional().meta({ description: "replace names with pseudonyms" }),
  redact_owners: SWITCH.exactOptional().meta({ description: "replace names of teams and units too" }),
  redact_key: TEXT.exactOptional().meta({ description: "file with the key of the pseudonyms and what they stand for" }),
  byte_order_mark: SWITCH.exactOptional().meta({ description: "begin csv with one" }),
  report: z
    .strictObject({
      client: TEXT.exactOptional().meta({ description: "who the report is for" }),
      assessor: TEXT.exactOptional().meta({ description: "who hands it over" }),
      logo: TEXT.exactOptional().meta({ description: "file with a picture for the cover" }),
      notes: TEXT.exactOptional().meta({
        description: "file with the assessor's words on findings, and changed ratings",
      }),
      paper: z.enum(PAPERS).exactOptional().meta({ description: "paper size" }),
    })
    .exactOptional()
    .meta({ description: "how html and pdf look, for scan and report" }),
  // Never "error": loosening by a file is reported as a warning, and no file may silence it.
  log_level: z
    .enum(LOG_LEVELS)
    .exclude(["error"])
    .exactOptional()
    .meta({ description: "how much to log on stderr; only the option can silence warnings" }),
  quiet: SWITCH.exactOptional().meta({ description: "only the findings and the result" }),
});

/** Keys without an option, since their content does not fit on a command line. */
export const OVERRIDE_KEYS = ["rule_overrides", "responsibility_overrides"] as const;

export function isPathKey(key: string): boolean {
  return (PATH_KEYS as readonly string[]).includes(key);
}

/** For editors: `# yaml-language-server: $schema=…`. */
export function configJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(CONFIG_SHAPE, { target: "draft-7" });
  return { $schema, title: "demarc.yaml", ...rest };
}
