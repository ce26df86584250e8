import { type Command, Option } from "commander";
import { LIST_FORMATS } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { addExamples } from "../examples.ts";
import { later, makeAsked } from "../later.ts";
import { oneOf } from "../option-values.ts";
import { addRuleOptions, ruleChoice, ruleOption } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc rules list --severity high
      the rules that matter most
  demarc rules test my-rules/
      run the examples of your own rules
`;

export function addRules(program: Command, commands: Commands, start: Start): void {
  const rules = makeAsked(program.command("rules")).description("list the rules and test them");
  const list = rules.command("list").description("list the rules, one per line");
  later(list, () => {
    addRuleOptions(list)
      .optionsGroup("Output:")
      .addOption(new Option("--format <name>", LIST_FORMATS.join(", ")).argParser(oneOf(LIST_FORMATS)).default("text"))
      .addOption(new Option("--no-color", "no colour"));
    list.action(async (values: Values & { readonly format: (typeof LIST_FORMATS)[number] }) => {
      await start(commands.rulesList, { ...ruleChoice(values), format: values.format }, values.color, "little");
    });
  });
  rules
    .command("test")
    .description("run the examples of rules")
    .argument("[folder...]", "folders of rules (default: the shipped ones)")
    .addOption(ruleOption())
    .addOption(new Option("--no-color", "no colour"))
    .action(async (folders: string[], { rule = [], color }: Values) => {
      await start(commands.rulesTest, { folders, rule }, color);
    });
  addExamples(rules, EXAMPLES);
}
