import { type Command, Option } from "commander";
import type { DressChoice, GateFiles, ReportArguments } from "../../commands/arguments.ts";
import type { Commands } from "../commands.ts";
import { ownerFailOnOption } from "../duty-options.ts";
import { addGateFileOptions, addGateOptions, gateChoice, gateFiles } from "../gate-options.ts";
import { anyText } from "../option-values.ts";
import { addOutputOptions, ownRulesOption, reportChoice } from "../options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc report run.ndjson.gz --format html=report.html --client "Harbour & Finch"
      a page to hand over
  demarc report accounts/*.ndjson.gz --format json
      the runs of many accounts as one
  demarc report new.ndjson.gz --compare old.ndjson.gz --format html=retest.html
      what became of the findings of an earlier run
`;

type ReportValues = Values &
  GateFiles &
  DressChoice &
  Pick<ReportArguments, "compare" | "owner" | "ownerFailOn" | "owners" | "verify">;

export function addReport(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("report")
    .description("any format again from saved runs, without a cloud")
    .argument("<runs...>", "what --save wrote; several become one, of one account the newest counts")
    .addHelpText("before", EXAMPLES)
    .optionsGroup("What it is held against:")
    .addOption(new Option("--compare <run>", "saved run: show what is new, fixed, still open").argParser(anyText));
  command
    .addOption(
      new Option("--verify <snapshot>", "judge it again: identical, or the first pair that differs").argParser(anyText),
    )
    .addOption(
      new Option("--owners <file>", "with --verify: the owners.yaml that has rules of single units").argParser(anyText),
    );
  addGateFileOptions(addGateOptions(command)).addOption(ownRulesOption());
  command.addOption(new Option("--owner <party>", "only what this party owns, or: unassigned").argParser(anyText));
  command.addOption(ownerFailOnOption());
  command
    .optionsGroup("How it is dressed:")
    .addOption(new Option("--client <name>", "who the report is for").argParser(anyText))
    .addOption(new Option("--assessor <name>", "who hands it over").argParser(anyText))
    .addOption(new Option("--logo <file>", "a picture for the cover").argParser(anyText))
    .addOption(new Option("--notes <file>", "the assessor's words to findings, and own ratings").argParser(anyText));
  addOutputOptions(command);
  command.action(async (runs: [string, ...string[]], values: ReportValues) => {
    const { rules = [], compare, verify, owner, owners, ownerFailOn, client, assessor, logo, notes, color } = values;
    const args = {
      runs,
      rules,
      ...(verify === undefined ? {} : { verify }),
      ...(compare === undefined ? {} : { compare }),
      ...(owner === undefined ? {} : { owner }),
      ...(owners === undefined ? {} : { owners }),
      ...(ownerFailOn === undefined ? {} : { ownerFailOn }),
      ...(client === undefined ? {} : { client }),
      ...(assessor === undefined ? {} : { assessor }),
      ...(logo === undefined ? {} : { logo }),
      ...(notes === undefined ? {} : { notes }),
      ...gateChoice(values),
      ...gateFiles(values),
      ...reportChoice(values, command),
    };
    await start(commands.report, args, color);
  });
}
