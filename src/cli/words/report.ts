import { type Command, Option } from "commander";
import type { DressChoice, GateFiles, ReportArguments } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { addDressOptions, dressChoice } from "../dress-options.ts";
import { ownerFailOnOption } from "../duty-options.ts";
import { addGateFileOptions, addGateOptions, gateChoice, gateFiles } from "../gate-options.ts";
import { later } from "../later.ts";
import { anyText } from "../option-values.ts";
import { addOutputOptions, ownRulesOption, reportChoice } from "../options.ts";
import { addConfigOptions, type Settled } from "../settings.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc report run.ndjson.gz --format html=report.html --client "Harbour & Finch"
      a page to hand over
  demarc report accounts/*.ndjson.gz --format json
      the runs of many accounts as one
  demarc report new.ndjson.gz --compare old.ndjson.gz --format html=retest.html
      what became of the findings of an earlier run
`;

/** What a saved run holds already, or where it was written: the configuration says these for scans alone. */
const OF_A_RUN = ["exemptions", "baseline", "save", "format", "include", "group-by", "quiet"];

type ReportValues = Values &
  Settled &
  GateFiles &
  DressChoice &
  Pick<ReportArguments, "attestations" | "compare" | "overrides" | "owner" | "ownerFailOn" | "owners" | "verify">;

export function addReport(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("report")
    .description("make reports of saved runs, without a cloud")
    .argument("<runs...>", "saved runs; several are merged, and the newest counts for each account")
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    command
      .optionsGroup("What to compare with:")
      .addOption(new Option("--compare <run>", "saved run: show what is new, fixed, still open").argParser(anyText))
      .addOption(
        new Option("--verify <snapshot>", "judge it again: identical, or the first pair that differs").argParser(
          anyText,
        ),
      )
      .addOption(
        new Option("--owners <file>", "with --verify: the owners.yaml the run was made with").argParser(anyText),
      )
      .addOption(
        new Option("--attestations <file>", "with --verify: the attestations.yaml the run was made with").argParser(
          anyText,
        ),
      );
    addGateFileOptions(addGateOptions(command)).addOption(ownRulesOption());
    command.addOption(new Option("--owner <party>", "only what this party owns, or: unassigned").argParser(anyText));
    command.addOption(ownerFailOnOption());
    addConfigOptions(addOutputOptions(addDressOptions(command)), OF_A_RUN);
    command.action(async (runs: [string, ...string[]], values: ReportValues) => {
      const {
        rules = [],
        compare,
        verify,
        owner,
        owners,
        ownerFailOn,
        attestations,
        overrides,
        loosened = [],
        color,
      } = values;
      const args = {
        runs,
        rules,
        loosened,
        ...(verify === undefined ? {} : { verify }),
        ...(compare === undefined ? {} : { compare }),
        ...(owner === undefined ? {} : { owner }),
        ...(owners === undefined ? {} : { owners }),
        ...(ownerFailOn === undefined ? {} : { ownerFailOn }),
        ...(attestations === undefined ? {} : { attestations }),
        ...(overrides === undefined ? {} : { overrides }),
        ...dressChoice(values),
        ...gateChoice(values),
        ...gateFiles(values),
        ...reportChoice(values, command),
      };
      await start(commands.report, args, color);
    });
  });
}
