import { Argument, type Command } from "commander";
import type { Command as Run } from "../../commands/io.ts";
import type { Commands } from "../commands.ts";
import type { Shell } from "../completion/scripts.ts";
import { oneOf } from "../option-values.ts";
import type { Start } from "../start.ts";

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish", "powershell"];

const EXAMPLES = `Examples:
  source <(demarc completion bash)
      complete commands, options and their values in this shell
`;

export function addCompletion(program: Command, _: Commands, start: Start): void {
  program
    .command("completion")
    .description("print the script for completion in a shell")
    .addArgument(new Argument("<shell>", SHELLS.join(", ")).argParser(oneOf(SHELLS)))
    .addHelpText("before", EXAMPLES)
    .action(async (shell: Shell) => start(() => printer(program), shell, false));
}

async function printer(program: Command): Promise<Run<Shell>> {
  const { completionsOf } = await import("../completion/model.ts");
  const { completionScript } = await import("../completion/scripts.ts");
  return async (shell, io) => {
    await io.stdout.write(completionScript(shell, completionsOf(program)));
    return 0;
  };
}
