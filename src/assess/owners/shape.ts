import * as z from "zod";
import { TEXT } from "../written-values.ts";
import { PARTY_KINDS } from "../../model/owner.ts";
import { LAYERS, SEVERITIES } from "../../model/words.ts";

const ID = z.string().regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, {
  error: "an id is words of lower-case letters and digits joined by -",
});
const LITERAL = z.union([z.string(), z.number(), z.boolean()]);
const ONE_OR_MORE = z.union([ID, z.array(ID).min(1)]);

const PARTY = z
  .strictObject({
    id: ID.describe("the word that owners, tags and attestations name it by"),
    kind: z.enum(PARTY_KINDS),
    unit: ONE_OR_MORE.exactOptional().describe("the units it works for; missing: all"),
    role: TEXT.exactOptional().describe("a role of the responsibility model, e.g. platform-team"),
    contact: TEXT.exactOptional(),
    provider: TEXT.exactOptional().describe("of a cloud provider: aws or azure, where its id is another word"),
  })
  .describe("somebody who has a part in the estate");

const TIGHTENED = z.strictObject({
  rule: TEXT,
  severity: z.enum(SEVERITIES).exactOptional().describe("more severe than the rule's own"),
  params: z.record(z.string(), z.union([LITERAL, z.array(LITERAL)])).exactOptional(),
});

const UNIT = z
  .strictObject({
    accounts: z.array(TEXT).exactOptional(),
    subscriptions: z.array(TEXT).exactOptional(),
    resource_groups: z
      .array(TEXT)
      .exactOptional()
      .describe("names, * for any run; SUBSCRIPTION/NAME for those of one subscription"),
    accountable: ID.exactOptional().describe("the party that answers where no step before says more"),
    rules: z.array(TEXT).min(1).exactOptional().describe("folders of rules that are asked in this unit alone"),
    tighten: z.array(TIGHTENED).min(1).exactOptional(),
  })
  .describe("a part of the organisation with its own accounts and people");

const MATCH = z.strictObject({
  id: TEXT.exactOptional(),
  tag: z.strictObject({ key: TEXT, value: TEXT }).exactOptional(),
  unit: ID.exactOptional(),
  layer: z.enum(LAYERS).exactOptional(),
  type: TEXT.exactOptional(),
  account: TEXT.exactOptional(),
});

/** `owners.yaml`. What depends on more than one key is checked in `check-owners.ts`. */
export const OWNERS_SHAPE = z.strictObject({
  parties: z.array(PARTY).min(1),
  units: z.record(ID, UNIT).exactOptional(),
  assign: z
    .array(
      z.strictObject({
        match: MATCH,
        owner: TEXT.describe('a party, or "{tag}": the party that the tag names'),
      }),
    )
    .exactOptional(),
});

export type OwnersFile = z.infer<typeof OWNERS_SHAPE>;
export type UnitFile = z.infer<typeof UNIT>;

/** The JSON Schema (draft 7) of `owners.yaml`, shipped as `schemas/owners.schema.json`. */
export function ownersJsonSchema(): object {
  return z.toJSONSchema(OWNERS_SHAPE, { target: "draft-7", io: "input" });
}
