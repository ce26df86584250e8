import { type Command, Option } from "commander";
import type { CollectArguments } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { later } from "../later.ts";
import { outputFile } from "../option-values.ts";
import { addRuleOptions, addSourceOptions, ruleChoice, sourceChoice } from "../options.ts";
import { addConfigOptions, namedSources, type Settled } from "../settings.ts";
import type { Start, Values } from "../start.ts";
import { SOURCES } from "./sources.ts";

const EXAMPLES = `Examples:
  demarc collect aws --region eu-west-1 -o today.ndjson.gz
      save what AWS Config records in a region, to judge it later
  demarc collect aws --profile audit --type AWS::S3::Bucket -o buckets.ndjson
      save only what the rules on one type need
  demarc collect azure --subscription production -o today.ndjson.gz
      save what the rules need from one subscription
`;

export function addCollect(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("collect")
    .description("save an estate to a file without judging it")
    .argument("[source...]", SOURCES)
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    addRuleOptions(addSourceOptions(command))
      .optionsGroup("Output:")
      .addOption(
        new Option("-o, --output <file>", "the snapshot to write; compressed if the name ends in .gz")
          .argParser(outputFile)
          .makeOptionMandatory(),
      )
      .addOption(new Option("--resume", "continue a collection of a cloud that was interrupted"))
      .addOption(new Option("--no-color", "no colour"))
      .addOption(new Option("--no-progress", "no progress line on stderr"));
    addConfigOptions(command);
    command.action(
      async (
        named: string[],
        values: Values & Settled & Pick<CollectArguments, "output"> & { readonly resume?: true },
      ) => {
        const { output, resume = false, progress, color, overrides } = values;
        const args = {
          ...sourceChoice(namedSources(named, values, command), values, command),
          ...ruleChoice(values),
          output,
          resume,
          progress,
          ...(overrides === undefined ? {} : { overrides }),
        };
        await start(commands.collect, args, color);
      },
    );
  });
}
