import { type Command, Option } from "commander";
import { type FormatRequest, GROUPINGS, type ReportChoice, type RuleChoice } from "../commands/arguments/arguments.ts";
import { MAX_AGE_DAYS } from "../commands/arguments/defaults.ts";
import { type SourceChoice } from "../commands/arguments/source-arguments.ts";
import { FORMAT_NAMES } from "../model/formats.ts";
import { addAzureOptions, azureChoice } from "./azure-options.ts";
import type { AzureValues } from "./azure-options.ts";
import { LOG_LEVELS } from "../commands/log-level.ts";
import { LAYERS, SEVERITIES } from "../model/words.ts";
import { addAwsOptions, awsChoice, type AwsValues } from "./aws-options.ts";
import { addGateFileOptions, addGateOptions } from "./gate-options.ts";
import {
  anyText,
  outputFile,
  days,
  declaredRead,
  expectedPlace,
  formatRequest,
  include,
  moment,
  oneOf,
  repeated,
} from "./option-values.ts";

/** Options that several commands share, each group with a function that turns parsed values into arguments of a command. */

export function ownRulesOption(): Option {
  return new Option("--rules <folder>", "your own rules, in addition to the shipped ones; repeatable").argParser(
    repeated(anyText),
  );
}

export function ruleOption(): Option {
  return new Option("--rule <id>", "only this rule; repeatable").argParser(repeated(anyText));
}

export function addRuleOptions(command: Command): Command {
  return command
    .optionsGroup("Which rules:")
    .addOption(ownRulesOption())
    .addOption(ruleOption())
    .addOption(
      new Option("--severity <severity>", `only rules of at least this severity: ${SEVERITIES.join(", ")}`).argParser(
        oneOf(SEVERITIES),
      ),
    )
    .addOption(
      new Option("--layer <layer>", "only rules on this layer of the stack; repeatable").argParser(
        repeated(oneOf(LAYERS)),
      ),
    )
    .addOption(
      new Option("--framework <id>", "only rules mapped to it, e.g. cis-aws-7.0; repeatable").argParser(
        repeated(anyText),
      ),
    )
    .addOption(
      new Option("--type <type>", "only this resource type, e.g. AWS::S3::Bucket; repeatable").argParser(
        repeated(anyText),
      ),
    );
}

/** Adds the options of commands that may read a cloud. */
export function addSourceOptions(command: Command): Command {
  return addAzureOptions(addAwsOptions(command.optionsGroup("What to read from a cloud:").addOption(witnessOption())));
}

function witnessOption(): Option {
  return new Option("--witness", "also read what the cloud's own checks say: shown, but never decides");
}

export function sourceChoice(
  sources: readonly string[],
  values: AwsValues & AzureValues & Pick<SourceChoice, "witness">,
  command: Command,
): SourceChoice {
  const of = (cloud: string): typeof values => (sources.includes(cloud) ? values : onlySaid(values, command));
  const choice = { sources, aws: awsChoice(of("aws"), command), azure: azureChoice(of("azure")) };
  return values.witness === true ? { ...choice, witness: true } : choice;
}

/** Only the values from the command line. Settings for clouds in a team's file or environment are no mistake if files are read. */
function onlySaid<Of extends object>(values: Of, command: Command): Partial<Of> {
  const said = Object.entries(values).filter(([name]) => {
    const source = command.getOptionValueSource(name);
    return source !== "config" && source !== "env";
  });
  return Object.fromEntries(said) as Partial<Of>;
}

type RuleValues = Partial<RuleChoice>;

export function ruleChoice(values: RuleValues): RuleChoice {
  const { rules = [], rule = [], severity, layer = [], type = [], framework = [] } = values;
  return { rules, rule, ...(severity === undefined ? {} : { severity }), layer, type, framework };
}

export function addJudgingOptions(command: Command): Command {
  return addGateFileOptions(addGateOptions(command.optionsGroup("How to judge:")))
    .addOption(new Option("--as-of <time>", "judge as of this time instead of now").argParser(moment))
    .addOption(
      new Option("--max-age <days>", "treat older documents as unknown")
        .argParser(days)
        .default(MAX_AGE_DAYS, `${MAX_AGE_DAYS}d`),
    )
    .addOption(
      new Option("--declare-read <read>", "TYPE[@ACCOUNT[:REGION]]: the files hold all there are; repeatable")
        .argParser(repeated(declaredRead))
        .default([], "nothing"),
    )
    .addOption(
      new Option(
        "--expected <place>",
        "PROVIDER/ACCOUNT[:REGION] that must be there, or else is a blind spot; repeatable",
      )
        .argParser(repeated(expectedPlace))
        .default([], "what the sources say"),
    );
}

export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .addOption(
      new Option(
        "--format <name[=file]>",
        `${FORMAT_NAMES.join(", ")}; to stdout or to a file; repeatable (default: text)`,
      ).argParser(repeated(formatRequest)),
    )
    .addOption(new Option("--save <file>", "save the run, to report on it again later").argParser(outputFile))
    .addOption(
      new Option("--include <outcomes>", "outcomes that json lists in addition to findings: all, or e.g. unknown,pass")
        .argParser(include)
        .default([], "findings only"),
    )
    .addOption(
      new Option("--group-by <what>", `how the text is grouped: ${GROUPINGS.join(", ")}`)
        .argParser(oneOf(GROUPINGS))
        .default("rule"),
    )
    .addOption(new Option("--redact", "replace names of accounts, resources and people with pseudonyms"))
    .addOption(new Option("--redact-owners", "the same, and names of teams and units too"))
    .addOption(
      new Option("--redact-key <file>", "keeps the key of the pseudonyms and what they stand for; created if missing")
        .argParser(anyText)
        .default("demarc-redaction.json"),
    )
    .addOption(new Option("--byte-order-mark", "begin csv with one, for spreadsheets that need it"))
    .addOption(new Option("--quiet", "print only the findings and the result"))
    .addOption(logLevelOption())
    .addOption(new Option("--no-color", "no colour, whatever NO_COLOR and FORCE_COLOR say"))
    .addOption(new Option("--no-progress", "no progress line on stderr"));
}

function logLevelOption(): Option {
  return new Option("--log-level <level>", `how much to log on stderr: ${LOG_LEVELS.join(", ")}`)
    .argParser(oneOf(LOG_LEVELS))
    .default("warning");
}

type ReportValues = Omit<ReportChoice, "format" | "quiet" | "redact"> & {
  readonly redact?: true;
  readonly redactOwners?: true;
  readonly redactKey: string;
  readonly format?: FormatRequest[];
  readonly quiet?: true;
};

/** Ends with a usage error if two reports would go to the same place. */
export function reportChoice(values: ReportValues, command: Command): ReportChoice {
  const {
    format = [{ name: "text" }],
    save,
    include: included,
    groupBy,
    quiet = false,
    progress,
    byteOrderMark,
  } = values;
  const { redact = false, redactOwners: owners = false, redactKey: keyFile } = values;
  const places = format.map(({ file }) => file ?? "stdout");
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined)
    command.error(`error: two reports would go to ${twice}: give each a file, --format NAME=FILE`);
  return {
    format,
    ...(save === undefined ? {} : { save }),
    include: included,
    groupBy,
    quiet,
    progress,
    ...(byteOrderMark && { byteOrderMark }),
    ...(redact || owners ? { redact: { owners, keyFile } } : {}),
  };
}
