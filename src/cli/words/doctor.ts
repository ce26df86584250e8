import { Argument, type Command, Option } from "commander";
import { LIST_FORMATS } from "../../commands/arguments/arguments.ts";
import { CLOUDS_EXAMINED, type DoctorArguments } from "../../commands/arguments/doctor-arguments.ts";
import type { Commands } from "../commands.ts";
import { later } from "../later.ts";
import { anyText, oneOf } from "../option-values.ts";
import { addRuleOptions, addSourceOptions, ruleChoice, sourceChoice } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc doctor aws --region eu-west-1
      what a scan of a region could not know, and which permissions it lacks
  demarc doctor
      each cloud that there are credentials for
  demarc doctor --run run.ndjson.gz
      what a saved run could not know; nothing is called
`;

type DoctorValues = Omit<Values, "format"> & Pick<DoctorArguments, "format"> & { readonly run?: string };

export function addDoctor(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("doctor")
    .description("show what a scan could not know, and how to fix that")
    .addArgument(new Argument("[cloud]", CLOUDS_EXAMINED.join(" or ")).argParser(oneOf(CLOUDS_EXAMINED)))
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    command.addOption(new Option("--run <file>", "a saved run or snapshot instead of a cloud").argParser(anyText));
    addSourceOptions(addRuleOptions(command))
      .optionsGroup("Output:")
      .addOption(new Option("--format <name>", LIST_FORMATS.join(", ")).argParser(oneOf(LIST_FORMATS)).default("text"))
      .addOption(new Option("--no-color", "no colour"))
      .addOption(new Option("--no-progress", "no progress line on stderr"));
    command.action(async (cloud: DoctorArguments["cloud"], values: DoctorValues) => {
      const { run, format, progress, color } = values;
      if (run !== undefined && cloud !== undefined) command.error("error: --run looks at a file; leave out the cloud");
      const args = {
        ...ruleChoice(values),
        ...sourceChoice([], values, command),
        ...(cloud !== undefined && { cloud }),
        ...(run !== undefined && { run }),
        format,
        progress,
      };
      await start(commands.doctor, args, color);
    });
  });
}
