import { type Command, Option } from "commander";
import type { NewRuleArguments } from "../../commands/arguments.ts";
import type { Commands } from "../commands.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc new rule aws-s3-bucket-tagged --type AWS::S3::Bucket
      a rule file to begin with
  demarc new rule aws-s3-bucket-tagged --from bucket.json
      the same, with the fields of a saved resource to choose from
`;

export function addNew(program: Command, commands: Commands, start: Start): void {
  const group = program.command("new").description("files to begin with").addHelpText("before", EXAMPLES);
  group
    .command("rule")
    .description("a rule that loads and whose examples pass, with the words left to you")
    .argument("<id>", "<provider>-<service>-<wanted state>, e.g. aws-s3-bucket-tagged")
    .addOption(new Option("--type <type>", "the resource type it judges, e.g. AWS::S3::Bucket"))
    .addOption(new Option("--path <path>", "the field it asks about"))
    .addOption(new Option("--from <file>", "a saved resource: its type and fields are offered"))
    .addOption(new Option("--folder <folder>", "lay it as the shipped rules lie, below this folder"))
    .addOption(new Option("--no-color", "no colour"))
    .action(async (id: string, { color, ...values }: Values & Omit<NewRuleArguments, "id">) => {
      const { type, path, from, folder } = values;
      const chosen = { ...(type && { type }), ...(path && { path }), ...(from && { from }), ...(folder && { folder }) };
      await start(commands.newRule, { id, ...chosen }, color);
    });
}
