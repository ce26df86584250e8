import { type Command, Option } from "commander";
import type { DressChoice, GateFiles, ScanArguments } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { addDressOptions, dressChoice } from "../dress-options.ts";
import { addDutyOptions, dutyChoice, type DutyValues } from "../duty-options.ts";
import { gateChoice, gateFiles } from "../gate-options.ts";
import { countOf } from "../option-values.ts";
import { later } from "../later.ts";
import {
  addJudgingOptions,
  addOutputOptions,
  addRuleOptions,
  addSourceOptions,
  reportChoice,
  ruleChoice,
  sourceChoice,
} from "../options.ts";
import { addConfigOptions, namedSources, type Settled } from "../settings.ts";
import type { Start, Values } from "../start.ts";
import { SOURCES } from "./sources.ts";

const EXAMPLES = `Examples:
  demarc scan aws --region eu-west-1 --region us-east-1
      judge an account, with the credentials that the AWS CLI would use
  demarc scan azure --management-group production
      judge the subscriptions of a management group, as whoever is logged in
  demarc scan snapshot.json.gz
      judge one saved snapshot
  demarc scan aws/ azure/ --fail-on high
      judge two folders; only high and critical findings exit with 1
  demarc scan export/ --format text --format json=report.json
      print the report, and write one for machines
`;

function workersOption(): Option {
  return new Option("--workers <number>", "threads that judge one large snapshot (default: 1)").argParser(countOf);
}

export function addScan(program: Command, commands: Commands, start: Start): void {
  const command = program
    .command("scan")
    .description("judge an estate: a cloud, or files saved from one")
    .argument("[source...]", SOURCES)
    .addHelpText("before", EXAMPLES);
  later(command, () => {
    addDutyOptions(addJudgingOptions(addRuleOptions(addSourceOptions(command))).addOption(workersOption()));
    addConfigOptions(addOutputOptions(addDressOptions(command)));
    command.action(
      async (
        named: string[],
        values: Values &
          Settled &
          GateFiles &
          DressChoice &
          DutyValues &
          Pick<ScanArguments, "asOf" | "maxAge" | "declareRead" | "expected" | "workers">,
      ) => {
        const { asOf, maxAge, declareRead, expected, workers, color, shapedBy = {}, loosened = [], overrides } = values;
        const sources = namedSources(named, values, command);
        const moment = asOf === undefined ? {} : { asOf };
        const args = {
          ...sourceChoice(sources, values, command),
          ...ruleChoice(values),
          ...reportChoice(values, command),
          ...gateChoice(values),
          ...gateFiles(values),
          ...dutyChoice(values),
          ...dressChoice(values),
          maxAge,
          declareRead,
          expected,
          shapedBy,
          loosened,
          ...(overrides === undefined ? {} : { overrides }),
          ...moment,
          ...(workers === undefined ? {} : { workers }),
        };
        await start(commands.scan, args, color);
      },
    );
  });
}
