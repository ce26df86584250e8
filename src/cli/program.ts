import { Command, Option } from "commander";
import {
  type CollectArguments,
  FORMAT_NAMES,
  type DemoArguments,
  type NewRuleArguments,
  type ScanArguments,
} from "../commands/arguments.ts";
import type { Command as Run } from "../commands/io.ts";
import type { Commands } from "./commands.ts";
import { EXAMPLES, EXIT_CODES } from "./help-texts.ts";
import { anyText, oneOf } from "./option-values.ts";
import {
  addJudgingOptions,
  addOutputOptions,
  addRuleOptions,
  addSourceOptions,
  failOnOption,
  ownRulesOption,
  reportChoice,
  ruleChoice,
  ruleOption,
  sourceChoice,
} from "./options.ts";

/** Runs a command with its arguments; `color` is false where `--no-color` was given. */
export type Start = <Arguments>(load: () => Promise<Run<Arguments>>, args: Arguments, color: boolean) => Promise<void>;

/** What a parsed command line holds; commander types it as anything. */
type Values = Parameters<typeof ruleChoice>[0] &
  Parameters<typeof reportChoice>[0] &
  Parameters<typeof sourceChoice>[1] & { readonly color: boolean };

/** The command line: words, options, help. It runs nothing itself but hands to `start`. */
export function buildProgram(version: string, commands: Commands, start: Start): Command {
  const program = new Command("demarc")
    .description("Finds the line between your cloud provider's duties and yours, and checks your side of it.")
    .version(version, "-V, --version", "the version of demarc")
    .helpOption("-h, --help", "this help")
    .addHelpText("before", EXAMPLES.demarc)
    .addHelpText("after", EXIT_CODES);
  addScan(program, commands, start);
  addCollect(program, commands, start);
  addDemo(program, commands, start);
  addRules(program, commands, start);
  addExplain(program, commands, start);
  addCheck(program, commands, start);
  addNew(program, commands, start);
  return program;
}

const SOURCES =
  "aws, or files and folders: snapshots, AWS Config deliveries and exports, Resource Graph and az exports";

function addScan(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("scan")
    .description("judge an estate: a cloud, or what was saved of one")
    .argument("<source...>", SOURCES)
    .addHelpText("before", EXAMPLES.scan);
  addOutputOptions(addJudgingOptions(addRuleOptions(addSourceOptions(command))));
  command.action(
    async (sources: string[], values: Values & Pick<ScanArguments, "failOn" | "asOf" | "maxAge" | "declareRead">) => {
      const { failOn, asOf, maxAge, declareRead, color } = values;
      const moment = asOf === undefined ? {} : { asOf };
      const args = {
        ...sourceChoice(sources, values),
        ...ruleChoice(values),
        ...reportChoice(values, command),
        failOn,
        maxAge,
        declareRead,
        ...moment,
      };
      await start(commands.scan, args, color);
    },
  );
}

function addCollect(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("collect")
    .description("save an estate to a file, without judging it")
    .argument("<source...>", SOURCES)
    .addHelpText("before", EXAMPLES.collect);
  addRuleOptions(addSourceOptions(command))
    .optionsGroup("What comes out:")
    .addOption(
      new Option("-o, --output <file>", "the snapshot to write; packed where the name ends in .gz")
        .argParser(anyText)
        .makeOptionMandatory(),
    )
    .addOption(new Option("--no-color", "no colour"))
    .addOption(new Option("--no-progress", "no progress line on stderr"));
  command.action(async (sources: string[], values: Values & Pick<CollectArguments, "output">) => {
    const { output, progress, color } = values;
    const args = { ...sourceChoice(sources, values), ...ruleChoice(values), output, progress };
    await start(commands.collect, args, color);
  });
}

function addDemo(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("demo")
    .description("the same on a sample estate that comes with demarc")
    .addHelpText("before", EXAMPLES.demo);
  addRuleOptions(command)
    .optionsGroup("How it is judged:")
    .addOption(failOnOption())
    .addOption(new Option("--exit-code", "exit as a scan would, instead of with 0"));
  addOutputOptions(command);
  command.action(async (values: Values & Pick<DemoArguments, "failOn"> & { readonly exitCode?: true }) => {
    const { failOn, exitCode = false, color } = values;
    const args = { ...ruleChoice(values), ...reportChoice(values, command), failOn, exitCode };
    await start(commands.demo, args, color);
  });
}

function addRules(program: Command, commands: Commands, start: Start): void {
  const rules = program.command("rules").description("the library of rules").addHelpText("before", EXAMPLES.rules);
  const list = rules.command("list").description("the rules, one a line");
  addRuleOptions(list)
    .optionsGroup("What comes out:")
    .addOption(new Option("--format <name>", FORMAT_NAMES.join(", ")).argParser(oneOf(FORMAT_NAMES)).default("text"))
    .addOption(new Option("--no-color", "no colour"));
  list.action(async (values: Values & { readonly format: (typeof FORMAT_NAMES)[number] }) => {
    await start(commands.rulesList, { ...ruleChoice(values), format: values.format }, values.color);
  });
  rules
    .command("test")
    .description("run the examples of rules")
    .argument("[folder...]", "folders of rules; none: the shipped ones")
    .addOption(ruleOption())
    .addOption(new Option("--no-color", "no colour"))
    .action(async (folders: string[], { rule = [], color }: Values) => {
      await start(commands.rulesTest, { folders, rule }, color);
    });
}

function addExplain(program: Command, commands: Commands, start: Start): void {
  program
    .command("explain")
    .description("what a rule asks, who answers for a type, why a finding is one")
    .argument("<what>", "rule id, resource type, or fingerprint of a finding")
    .addOption(ownRulesOption())
    .addOption(new Option("--run <file>", "saved run that a finding is looked up in"))
    .addOption(new Option("--no-color", "no colour"))
    .addHelpText("before", EXAMPLES.explain)
    .action(async (what: string, { rules = [], run, color }: Values & { readonly run?: string }) => {
      await start(commands.explain, { what, rules, ...(run === undefined ? {} : { run }) }, color);
    });
}

function addCheck(program: Command, commands: Commands, start: Start): void {
  program
    .command("check")
    .description("find the mistakes in files people write")
    .argument("<file...>", "rules, snapshots, saved runs")
    .addOption(new Option("--no-color", "no colour"))
    .addHelpText("before", EXAMPLES.check)
    .action(async (files: string[], { color }: Values) => {
      await start(commands.check, { files }, color);
    });
}

function addNew(program: Command, commands: Commands, start: Start): void {
  const group = program.command("new").description("files to begin with").addHelpText("before", EXAMPLES.new);
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
