import { type Command, Option } from "commander";
import type { Commands } from "../commands.ts";
import { addDutyOptions, dutyChoice, type DutyValues } from "../duty-options.ts";
import { addGateOptions, gateChoice } from "../gate-options.ts";
import { later } from "../later.ts";
import { addOutputOptions, addRuleOptions, reportChoice, ruleChoice } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc demo
      the sample estate, on one screen
  demarc demo --format json --include all
      every pair of rule and resource, for machines
`;

export function addDemo(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("demo")
    .description("judge the sample estate that comes with demarc")
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    addGateOptions(addRuleOptions(command).optionsGroup("How to judge:")).addOption(
      new Option("--exit-code", "exit as a scan would, instead of with 0"),
    );
    addOutputOptions(addDutyOptions(command));
    command.action(async (values: Values & DutyValues & { readonly exitCode?: true }) => {
      const { exitCode = false, color } = values;
      const asked = { ...ruleChoice(values), ...reportChoice(values, command), ...gateChoice(values) };
      await start(commands.demo, { ...asked, ...dutyChoice(values), exitCode }, color);
    });
  });
}
