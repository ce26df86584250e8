import * as z from "zod";
import type { Condition } from "../model/rule.ts";
import { NOT_CHECKED_BECAUSE } from "../model/library.ts";
import { LAYERS, OUTCOMES, PARTIES, RULE_STATUSES, SEVERITIES } from "../model/words.ts";

/** Non-blank text. */
export const TEXT = z.string().regex(/\S/, { error: "empty text" });
/** A title: one line of prose without a full stop at its end. */
const TITLE = z.string().regex(/^\S(?:[^\n]*[^\s.])?$/, { error: "a title is one line of text without a full stop" });
export const ID_PATTERN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const ID = z.string().regex(ID_PATTERN, { error: "an id is words of lower-case letters and digits joined by -" });
/**
 * Any node of the rule language: `condition/check-condition.ts` checks it; `condition-schema.ts` describes it to
 * editors.
 */
export const CONDITION = z.custom<Condition>((value) => value !== undefined);
const DATA = z.record(z.string(), z.unknown());
const LITERAL = z.union([z.string(), z.number(), z.boolean()]);

const MANUAL = z.strictObject({
  question: TEXT,
  evidence: z.array(TEXT).min(1),
  renew: z.string().regex(/^[1-9]\d*d$/, { error: "a time in days, e.g. 365d" }),
});

const PARAM = z.strictObject({
  type: z.enum(["number", "days", "text", "list", "boolean"]),
  default: z.union([LITERAL, z.array(LITERAL)]),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  stricter: z.enum(["lower", "higher"]).exactOptional(),
  about: TEXT,
});

const FIX = z.strictObject({
  effort: z.enum(["low", "medium", "high"]),
  summary: TEXT,
  set: DATA.exactOptional(),
  remove: z.array(TEXT).min(1).exactOptional(),
  add: DATA.exactOptional(),
  elsewhere: TEXT.exactOptional(),
  cli: TEXT.exactOptional(),
  terraform: TEXT.exactOptional(),
  bicep: TEXT.exactOptional(),
});

/** The keys of a document that demarc itself uses. Everything else is the cloud's, of any shape. */
const DOCUMENT = {
  account: TEXT.exactOptional(),
  region: TEXT.exactOptional(),
  id: TEXT.exactOptional(),
  name: TEXT.exactOptional(),
  captured_at: TEXT.exactOptional(),
  confirmed_at: TEXT.exactOptional(),
};

/** What an example shows: made-up documents, and what else was read. */
const SITUATION = {
  unread: z.array(TEXT).min(1).exactOptional(),
  resource: z.looseObject({ ...DOCUMENT, type: TEXT.exactOptional() }),
  related: z.array(z.looseObject({ ...DOCUMENT, type: TEXT, unread: z.array(TEXT).exactOptional() })).exactOptional(),
  reads: z
    .array(
      z.strictObject({
        type: TEXT,
        account: TEXT.exactOptional(),
        region: TEXT.exactOptional(),
        within: z.literal("organization").exactOptional(),
      }),
    )
    .exactOptional(),
};

/** An example that is complete in itself. */
export const WHOLE_EXAMPLE_SHAPE = z.strictObject({
  name: TEXT,
  outcome: z.enum(OUTCOMES),
  at: TEXT.exactOptional(),
  ...SITUATION,
});

/**
 * An example as written: it may give only the differences from one further up. What it lacks is checked in
 * `complete-examples.ts`.
 */
export const EXAMPLE_SHAPE = z.strictObject({
  ...WHOLE_EXAMPLE_SHAPE.shape,
  resource: SITUATION.resource.exactOptional(),
  as_in: TEXT.exactOptional(),
  set: DATA.exactOptional(),
  add: DATA.exactOptional(),
  remove: z.array(TEXT).min(1).exactOptional(),
});
export type WrittenExample = z.infer<typeof EXAMPLE_SHAPE>;

/** A rule file: every key of it. What depends on more than one key is checked in `check-rule.ts`. */
export const RULE_SHAPE = z.strictObject({
  id: ID,
  first_id: ID.exactOptional(),
  title: TITLE,
  failure_title: TITLE,
  status: z.enum(RULE_STATUSES),
  on_by_default: z.literal(false).exactOptional(),
  severity: z.enum(SEVERITIES),
  layer: z.enum(LAYERS),
  responsibility: z.enum(PARTIES),
  resource: z.union([TEXT, z.array(TEXT).min(1)]).exactOptional(),
  per: z.enum(["account", "region"]).exactOptional(),
  question: TEXT,
  when: CONDITION.exactOptional(),
  expect: CONDITION.exactOptional(),
  manual: MANUAL.exactOptional(),
  /** `pass` is refused with its own message. */
  absent: z.enum(["fail", "unknown", "pass"]).exactOptional(),
  params: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, { error: "a parameter's name is lower-case words joined by _" }),
      PARAM,
    )
    .exactOptional(),
  unlisted_paths: z.record(z.string(), TEXT).exactOptional(),
  why: TEXT,
  fix: FIX.exactOptional(),
  controls: z.record(z.string(), z.array(TEXT).min(1)).exactOptional(),
  references: z.array(z.string().regex(/^https?:\/\/\S+$/, { error: "a reference is a web address" })).exactOptional(),
  owner_role: TEXT.exactOptional(),
  aliases: z.array(ID).exactOptional(),
  examples: z.array(EXAMPLE_SHAPE).exactOptional(),
});

/** `conditions/NAME.yaml`. */
export const CONDITION_SHAPE = z.strictObject({
  resource: z.union([TEXT, z.array(TEXT).min(1)]),
  about: TEXT.exactOptional(),
  condition: CONDITION,
  examples: z.array(EXAMPLE_SHAPE).exactOptional(),
});

const DATE = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: "a date is written 2026-01-31" });

/** `tables/NAME.yaml`. */
export const TABLE_SHAPE = z.strictObject({
  checked: DATE,
  source: TEXT,
  words: z.record(
    z.string(),
    z.looseObject({
      ends: DATE.exactOptional(),
      oldest: z
        .string()
        .regex(/^1\.\d$/, { error: 'a TLS version is written "1.2"' })
        .exactOptional(),
    }),
  ),
});

export const PROVIDERS_SHAPE = z.record(
  z.string().regex(/^[a-z]+$/, { error: "a provider is one word of lower-case letters" }),
  z.strictObject({
    case: z.enum(["sensitive", "insensitive"]),
    id_scope: TEXT.exactOptional(),
    type_service: TEXT.exactOptional(),
  }),
);

const FIELDS = z.record(
  z.string(),
  z.strictObject({
    type: z.enum(["text", "number", "boolean", "date", "object", "list", "map", "policy"]),
    always: z.literal(true).exactOptional(),
    enum: z.array(LITERAL).min(1).exactOptional(),
    unit: TEXT.exactOptional(),
    call: TEXT.exactOptional(),
    further_calls: z.array(TEXT).exactOptional(),
    direct_calls: z.array(TEXT).min(1).exactOptional(),
    not_direct: TEXT.exactOptional(),
  }),
);

/** Fields by type. What many types have alike stands once, by name, in `$shared`; a type names what it `shares`. */
export const FIELDS_SHAPE = z.object({ $shared: z.record(z.string(), FIELDS).exactOptional() }).catchall(
  z.strictObject({
    scope: z.enum(["global", "regional", "account_and_region"]).exactOptional(),
    unique: z.array(TEXT).min(1).exactOptional(),
    call: TEXT.exactOptional(),
    further_calls: z.array(TEXT).exactOptional(),
    direct_calls: z.array(TEXT).min(1).exactOptional(),
    source: TEXT.exactOptional(),
    shares: z.array(TEXT).min(1).exactOptional(),
    fields: FIELDS,
  }),
);

export const FRAMEWORK_SHAPE = z.strictObject({
  id: TEXT,
  title: TEXT,
  version: TEXT,
  publisher: TEXT,
  provider: TEXT.exactOptional(),
  note: TEXT.exactOptional(),
  basis: z.enum(["judgement", "published"]).exactOptional(),
  controls: z
    .array(
      z.strictObject({
        id: TEXT,
        label: TEXT,
        level: z.union([z.literal(1), z.literal(2)]).exactOptional(),
        assessment: z.enum(["automated", "manual"]).exactOptional(),
        layer: z.enum(LAYERS).exactOptional(),
      }),
    )
    .min(1),
});

/** `coverage/ID.yaml`: why no rule answers some controls of a framework. */
export const COVERAGE_SHAPE = z.strictObject({
  framework: TEXT,
  not_checked: z
    .array(z.strictObject({ controls: z.array(TEXT).min(1), because: z.enum(NOT_CHECKED_BECAUSE), reason: TEXT }))
    .min(1),
});
