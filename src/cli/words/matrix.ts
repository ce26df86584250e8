import { type Command, Option } from "commander";
import { MATRIX_SLICES, type MatrixArguments } from "../../commands/arguments/arguments.ts";
import { SHEET_FORMATS } from "../../model/matrix.ts";
import type { Commands } from "../commands.ts";
import { later } from "../later.ts";
import { anyText, oneOf, repeated } from "../option-values.ts";
import { ownRulesOption } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc matrix
      where the line runs between a provider and its customer, by service model
  demarc matrix --type AWS::ECS::Service --if launchType=FARGATE
      which duties, and which rules, another setting would move
  demarc matrix run.ndjson.gz --by unit
      what is attested, assessed and covered by nothing, in an estate
  demarc matrix run.ndjson.gz --framework cis-aws-7.0
      control by control, the customer's half and the provider's apart
`;

type MatrixValues = Omit<Values, "format"> &
  Partial<Omit<MatrixArguments, "run" | "suppose">> & { readonly if?: readonly string[] };

export function addMatrix(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("matrix")
    .description("show who answers for what, in the model or in a real estate")
    .argument("[run]", "a saved run, or a resource type; without it, the model alone")
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    command
      .optionsGroup("For the model:")
      .addOption(new Option("--type <type>", "a resource type; repeatable").argParser(repeated(anyText)))
      .addOption(
        new Option("--service <service>", "all types of a service, e.g. s3; repeatable").argParser(repeated(anyText)),
      )
      .addOption(
        new Option("--if <field=value>", "show what this setting would move; repeatable").argParser(repeated(anyText)),
      )
      .optionsGroup("For a run:")
      .addOption(
        new Option("--by <slice>", MATRIX_SLICES.join(", ")).argParser(oneOf(MATRIX_SLICES)).default("service"),
      )
      .addOption(new Option("--framework <id>", "show it control by control").argParser(anyText))
      .addOption(new Option("--register", "show who manages which requirement of the framework"))
      .addOption(new Option("--require-evidence", "count the provider's side as uncovered without evidence"))
      .optionsGroup("Output:")
      .addOption(ownRulesOption())
      .addOption(
        new Option("--format <name>", SHEET_FORMATS.join(", ")).argParser(oneOf(SHEET_FORMATS)).default("text"),
      )
      .addOption(new Option("--no-color", "no colour"))
      .action(async (run: string | undefined, values: MatrixValues) => {
        const { type = [], service = [], if: suppose = [], by = "service", framework, rules = [] } = values;
        const { register = false, requireEvidence = false, format = "text", color } = values;
        const args = {
          ...(run === undefined ? {} : { run }),
          ...(framework === undefined ? {} : { framework }),
          type,
          service,
          suppose,
          by,
          register,
          requireEvidence,
          format,
          rules,
        };
        await start(commands.matrix, args, color);
      });
  });
}
