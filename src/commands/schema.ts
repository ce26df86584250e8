import { attestationsJsonSchema } from "../assess/attestations/shape.ts";
import { exemptionsJsonSchema } from "../assess/exemptions/shape.ts";
import { notesJsonSchema } from "../assess/notes/shape.ts";
import { ownersJsonSchema } from "../assess/owners/shape.ts";
import { reportJsonSchema } from "../report/json-schema.ts";
import { ruleJsonSchema } from "../rules/rule-schema.ts";
import type { SchemaArguments, SchemaName } from "./arguments/arguments.ts";
import { configJsonSchema } from "./given/config-shape.ts";
import type { Command } from "./io.ts";

const SCHEMAS: Readonly<Record<SchemaName, () => object>> = {
  config: configJsonSchema,
  rule: ruleJsonSchema,
  exemptions: exemptionsJsonSchema,
  owners: ownersJsonSchema,
  attestations: attestationsJsonSchema,
  notes: notesJsonSchema,
  report: reportJsonSchema,
};

/** The JSON Schema of a file that people write, or of the json report. */
export const run: Command<SchemaArguments> = async ({ name }, io) => {
  await io.stdout.write(`${JSON.stringify(SCHEMAS[name](), null, 2)}\n`);
  return 0;
};
