import { type Command, Option } from "commander";
import type { Commands } from "../commands.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc check my-rules/bucket-tagged.yaml
      file, line and column of each mistake, and how to mend it
`;

export function addCheck(program: Command, commands: Commands, start: Start): void {
  program
    .command("check")
    .description("find the mistakes in files people write")
    .argument("<file...>", "rules, exemptions and other files people write, snapshots, saved runs")
    .addOption(new Option("--no-color", "no colour"))
    .addHelpText("before", EXAMPLES)
    .action(async (files: string[], { color }: Values) => {
      await start(commands.check, { files }, color);
    });
}
