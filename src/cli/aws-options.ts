import { type Command, InvalidArgumentError, Option } from "commander";
import type { AwsChoice } from "../commands/arguments/source-arguments.ts";
import { anyText, awsAccount, region, repeated } from "./option-values.ts";

/** Adds the options for which accounts and regions of AWS are read, and as whom. */
export function addAwsOptions(command: Command): Command {
  const add = <Value>(flags: string, description: string, parse: (text: string, before?: Value) => Value): Command =>
    command.addOption(new Option(flags, description).argParser<Value>(parse));
  command.optionsGroup("Where to read, for aws:");
  add("--region <region>", "only this region; repeatable (default: all enabled regions)", repeated(region));
  command.addOption(new Option("--organization", "every account of the organization"));
  add("--ou <id>", "only accounts below this organizational unit; repeatable", repeated(unit));
  add("--account <account>", "only this account; repeatable", repeated(awsAccount));
  add("--account-file <file>", "a file that lists them, one account per line", anyText);
  add("--exclude-account <account>", "leave this account out; repeatable", repeated(awsAccount));
  add("--assume-role <role>", "name or ARN of the role to assume in each account", role);
  add("--aggregator <name>", "read what AWS Config records from this aggregator", anyText);
  command.addOption(
    new Option("--source <source>", "AWS Config, the services' own APIs, or AWS Config wherever it records").choices(
      SOURCES,
    ),
  );
  add("--external-id <id>", "external id that the role requires", anyText);
  add("--session-name <name>", "session name that CloudTrail shows (default: demarc)", sessionName);
  add("--profile <name>", "profile of the AWS configuration files", anyText);
  return command;
}

export const SOURCES: readonly NonNullable<AwsChoice["source"]>[] = ["config", "direct", "auto"];

export type AwsValues = Partial<AwsChoice>;

/** Returns the choice. Ends with a usage error if options are combined that make no sense together. */
export function awsChoice(values: AwsValues, command: Command): AwsChoice {
  const { region = [], account = [], excludeAccount = [], ou = [], organization = ou.length > 0 } = values;
  const { accountFile, aggregator, assumeRole, externalId, sessionName: session, profile, source } = values;
  if (assumeRole === undefined && (externalId ?? session) !== undefined)
    command.error("error: --external-id and --session-name are for --assume-role, which was not given");
  if (aggregator !== undefined && source !== undefined && source !== "config")
    command.error("error: an aggregator holds what AWS Config records: --source is config there");
  return {
    region,
    account,
    excludeAccount,
    ou,
    organization,
    ...(accountFile !== undefined && { accountFile }),
    ...(aggregator !== undefined && { aggregator }),
    ...(source !== undefined && { source }),
    ...(assumeRole !== undefined && { assumeRole }),
    ...(externalId !== undefined && { externalId }),
    ...(session !== undefined && { sessionName: session }),
    ...(profile !== undefined && { profile }),
  };
}

export function unit(text: string): string {
  if (/^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/.test(text)) return text;
  throw new InvalidArgumentError("expected the id of an organizational unit such as ou-ab12-cdefgh34");
}

function role(text: string): string {
  if (/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(text) || /^[\w+=,.@/-]+$/.test(text)) return text;
  throw new InvalidArgumentError("expected a role's name, or its ARN");
}

function sessionName(text: string): string {
  if (/^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new InvalidArgumentError("expected 2 to 64 letters, digits and +=,.@-_");
}
