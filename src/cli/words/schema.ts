import { Argument, type Command } from "commander";
import { SCHEMA_NAMES, type SchemaName } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { oneOf } from "../option-values.ts";
import type { Start } from "../start.ts";

const EXAMPLES = `Examples:
  demarc schema config > demarc.schema.json
      what demarc.yaml may hold, for an editor
`;

export function addSchema(program: Command, commands: Commands, start: Start): void {
  program
    .command("schema")
    .description("print the JSON Schema of a file")
    .addArgument(new Argument("<name>", SCHEMA_NAMES.join(", ")).argParser(oneOf(SCHEMA_NAMES)))
    .addHelpText("before", EXAMPLES)
    .action(async (name: SchemaName) => start(commands.schema, { name }, false));
}
