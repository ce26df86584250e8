import { type Command, Option } from "commander";
import type { Commands } from "../commands.ts";
import { ownRulesOption } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc explain aws-ec2-security-group-ssh-closed-to-world
      all that a rule says
  demarc explain microsoft.storage/storageaccounts
      who answers for what, for a resource type
  demarc explain aws-s3-bucket-policy-not-public --run run.ndjson
      the rule, and its findings in a saved run with their fingerprints
  demarc explain 69a26bd1 --run run.ndjson
      why this finding is one
  demarc explain arn:aws:s3:::my-bucket --run run.ndjson.gz
      why it is mine, who owns it in my company, what would change it
`;

export function addExplain(program: Command, commands: Commands, start: Start): void {
  program
    .command("explain")
    .description("explain a rule, who answers for a type or a resource, or why a finding is one")
    .argument("<what>", "rule id, resource type, resource id, or fingerprint of a finding")
    .addOption(ownRulesOption())
    .addOption(new Option("--run <file>", "saved run to look up a resource or findings in"))
    .addOption(new Option("--no-color", "no colour"))
    .addHelpText("before", EXAMPLES)
    .action(async (what: string, { rules = [], run, color }: Values & { readonly run?: string }) => {
      await start(commands.explain, { what, rules, ...(run === undefined ? {} : { run }) }, color);
    });
}
