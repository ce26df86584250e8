import { type Command, InvalidArgumentError, Option } from "commander";
import type { ConfigFile, Setting } from "../commands/given/config-file.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { loosening } from "./loosening.ts";
import { isRepeated } from "./option-values.ts";

export interface SettingsWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Options, by command, that are taken from the command line only. */
const ASIDE = new WeakMap<Command, readonly string[]>();

export function addConfigOptions(command: Command, aside: readonly string[] = []): Command {
  ASIDE.set(command, aside);
  return command
    .optionsGroup("Configuration:")
    .addOption(
      new Option("--config-from <file>", "read this demarc.yaml instead of the nearest one up to the repository root"),
    )
    .addOption(new Option("--no-config", "read no demarc.yaml; DEMARC_* variables still count"));
}

/** The settings that are not options, as they are passed to a command. */
export interface Settled {
  readonly configSources?: readonly string[];
  readonly shapedBy?: Readonly<Record<string, string>>;
  readonly overrides?: NonNullable<ConfigFile["overrides"]>;
  /** What the file makes easier, for every report. */
  readonly loosened?: readonly string[];
}

/** The sources from the command line, else from the file. Ends with a usage error if neither names one. */
export function namedSources(
  named: readonly string[],
  { configSources = [] }: Settled,
  command: Command,
): readonly string[] {
  const sources = named.length > 0 ? named : configSources;
  if (sources.length === 0) command.error("error: missing required argument 'source': aws, azure, a file or a folder");
  return sources;
}

/** The command line comes first, then the environment, then the file: each only fills in what is still unset. */
export async function applySettings(command: Command, { env, cwd }: SettingsWorld): Promise<void> {
  if (filesOf(command).wanted === undefined) return;
  applyEnvironment(command, env);
  // The environment can also say which file is read, and whether one is.
  const { named, wanted } = filesOf(command);
  if (!wanted) return;
  const { findConfig } = await import("../commands/given/find-config.ts");
  const file = named ?? (await findConfig(cwd));
  if (file === undefined) return;
  const { readConfig } = await import("../commands/given/config-file.ts");
  applyFile(command, await readConfig(file, named !== undefined, { cwd }));
}

/** Which file is named and whether one is wanted; `wanted` is undefined if the command reads no settings. */
function filesOf(command: Command): { readonly named: string | undefined; readonly wanted: boolean | undefined } {
  const { configFrom: named, config: wanted } = command.opts<{ configFrom?: string; config?: boolean }>();
  return { named, wanted };
}

function applyEnvironment(command: Command, env: SettingsWorld["env"]): void {
  for (const option of command.options) {
    const name = environmentName(option);
    const value = env[name];
    if (value === undefined || value === "" || !isOpen(command, option)) continue;
    const refuse = (message: string): never => command.error(`error: ${name}: ${message}`);
    const values = isSwitch(option) ? [SWITCHED.get(value) ?? refuse(SWITCHED_BY)] : valuesOf(value, option);
    set(command, option, values, "env", refuse);
  }
}

function applyFile(command: Command, { file, settings, overrides, sha256 }: ConfigFile): void {
  const applied = settings.flatMap((setting) => {
    const option = applySetting(command, setting, file);
    return option ? { setting, option } : [];
  });
  const said = applied.map(({ setting, option }) => loosening(setting, file, command, option));
  command.setOptionValue(
    "loosened",
    said.filter((words) => words !== undefined),
  );
  if (overrides !== undefined) command.setOptionValue("overrides", overrides);
  command.setOptionValue("shapedBy", { config: sha256 });
}

/** The name of the environment variable for an option, such as `DEMARC_FAIL_ON`. */
function environmentName({ long }: Option): string {
  return `DEMARC_${long!
    .replace(/^--(?:no-)?/, "")
    .replaceAll("-", "_")
    .toUpperCase()}`;
}

/** Applies a setting and returns its option; undefined if it applies to none. */
function applySetting(command: Command, { key, values, place }: Setting, file: string): Option | undefined {
  if (key === "sources") {
    command.setOptionValue("configSources", values);
    return undefined;
  }
  const option = command.options.find(({ long }) => long === `--${key.replaceAll("_", "-")}`);
  // A file for `scan` may hold settings for which another command has no option.
  if (!option || !isOpen(command, option)) return undefined;
  set(command, option, values, "config", (message) => {
    throw new DiagnosticError([
      { code: "config-bad-value", severity: "error", file, ...place, message: `"${key}": ${message}` },
    ]);
  });
  return option;
}

function isOpen(command: Command, option: Option): boolean {
  if (ASIDE.get(command)?.includes(option.name())) return false;
  const source = command.getOptionValueSource(option.attributeName());
  return source === undefined || source === "default";
}

function isSwitch(option: Option): boolean {
  return !option.required && !option.optional;
}

/** The words for a switch in the environment. Any other word could mean either. */
const SWITCHED = new Map([
  ["1", true],
  ["true", true],
  ["0", false],
  ["false", false],
]);
const SWITCHED_BY = "expected 1 or true, 0 or false";

/** The values of a variable; lists in the environment are separated by commas. */
function valuesOf(value: string, option: Option): string[] {
  return isRepeated(option) ? value.split(",").map((word) => word.trim()) : [value];
}

function set(
  command: Command,
  option: Option,
  values: readonly (string | boolean)[],
  source: "env" | "config",
  fail: (message: string) => void,
): void {
  const { parseArg } = option;
  try {
    let parsed: unknown;
    for (const value of values) {
      parsed = parseArg && typeof value === "string" ? parseArg(value, parsed as never) : value;
    }
    command.setOptionValueWithSource(option.attributeName(), parsed, source);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    fail(error.message);
  }
}
