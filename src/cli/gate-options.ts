import { type Command, Option } from "commander";
import type { GateChoice, GateFiles } from "../commands/arguments/arguments.ts";
import { LONGEST_EXEMPTION_DAYS } from "../commands/arguments/defaults.ts";
import { FAIL_ON } from "../model/verdict.ts";
import { anyText, days, oneOf, wholeNumber } from "./option-values.ts";

/** Adds the options of every command that returns a run's exit code. */
export function addGateOptions(command: Command): Command {
  return command
    .addOption(failOnOption())
    .addOption(new Option("--allow-incomplete", "do not exit with 3 for unknown pairs; the report says how many"))
    .addOption(
      new Option(
        "--max-unknown <number>",
        "with --allow-incomplete: at most this many unknown; required in CI",
      ).argParser(wholeNumber),
    )
    .addOption(new Option("--strict-exemptions", "fail on unused, over-broad and outdated exemptions"));
}

type GateValues = Pick<GateChoice, "failOn" | "maxUnknown"> & {
  readonly allowIncomplete?: true;
  readonly strictExemptions?: true;
};

export function gateChoice({ failOn, allowIncomplete, maxUnknown, strictExemptions }: GateValues): GateChoice {
  return {
    failOn,
    allowIncomplete: allowIncomplete ?? false,
    ...(maxUnknown === undefined ? {} : { maxUnknown }),
    strictExemptions: strictExemptions ?? false,
  };
}

export function addGateFileOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--exemptions <file>", "exemptions.yaml: findings accepted or disputed, and until when").argParser(
        anyText,
      ),
    )
    .addOption(
      new Option("--longest-exemption <days>", "longest time an exemption may last")
        .argParser(days)
        .default(LONGEST_EXEMPTION_DAYS, `${LONGEST_EXEMPTION_DAYS}d`),
    )
    .addOption(new Option("--baseline <run>", "saved run: fail only on new or worse findings").argParser(anyText));
}

type GateFileValues = Partial<Omit<GateFiles, "longestExemption">> & Pick<GateFiles, "longestExemption">;

export function gateFiles({ exemptions, longestExemption, baseline }: GateFileValues): GateFiles {
  return {
    longestExemption,
    ...(exemptions === undefined ? {} : { exemptions }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

function failOnOption(): Option {
  return new Option("--fail-on <severity>", `lowest severity that exits with 1: ${FAIL_ON.join(", ")}`)
    .argParser(oneOf(FAIL_ON))
    .default("low");
}
