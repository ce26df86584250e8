import type { Command, Option } from "commander";
import type { Setting } from "../commands/given/config-file.ts";
import { SEVERITIES } from "../model/words.ts";

type Question = (value: unknown, command: Command, option: Option) => boolean;

const always: Question = () => true;
const isLonger: Question = (days, _command, { defaultValue }) => Number(days) > Number(defaultValue);

/** Keys that can make the gate easier, and when they do. */
const LOOSENS = new Map<string, Question>([
  ["fail_on", (failOn, _command, { defaultValue }) => rank(failOn) < rank(defaultValue)],
  ["owner_fail_on", always],
  ["allow_incomplete", (allowed) => allowed === true],
  ["max_unknown", always],
  ["exemptions", always],
  ["longest_exemption", isLonger],
  ["baseline", always],
  ["max_age", isLonger],
  ["declare_read", always],
  ["owners", (_file, command) => command.getOptionValue("ownerFailOn") !== undefined],
  ["attestations", (_file, command) => command.getOptionValue("requireEvidence") === true],
]);

/** Keys that make a scan ask fewer rules, or look at less of a cloud. */
const NARROWS = ["rule", "severity", "layer", "type", "framework"];
const NARROWS_CLOUD = ["region", "ou", "account", "exclude_account", "subscription", "resource_group"];

const VALUES_SHOWN = 5;

/**
 * Says what a setting in a file makes easier, for every report: whoever can change the file can open the gate, so that must
 * be visible. Undefined if it makes nothing easier.
 */
export function loosening(
  { key, values, place }: Setting,
  file: string,
  command: Command,
  option: Option,
): string | undefined {
  const value: unknown = command.getOptionValue(option.attributeName());
  const loosens = LOOSENS.get(key)?.(value, command, option) ?? false;
  const narrows = NARROWS.includes(key) || (NARROWS_CLOUD.includes(key) && readsCloud(command));
  if (!loosens && !narrows) return undefined;
  const more = values.length - VALUES_SHOWN;
  const words = `${values.slice(0, VALUES_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `${file}:${place.line} ${loosens ? "loosens the gate" : "narrows what is asked"}: ${key} ${words}`;
}

/** Whether the command reads a cloud; a scan of files ignores the options for clouds. */
function readsCloud(command: Command): boolean {
  const { configSources = [] } = command.opts<{ configSources?: readonly string[] }>();
  return [...command.args, ...configSources].some((source) => source === "aws" || source === "azure");
}

/** The rank of a threshold: the lower, the less fails. */
function rank(failOn: unknown): number {
  return (SEVERITIES as readonly unknown[]).indexOf(failOn);
}
