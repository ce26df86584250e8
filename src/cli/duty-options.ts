import { type Command, Option } from "commander";
import type { DutyChoice } from "../commands/arguments.ts";
import { anyText } from "./option-values.ts";

/** Who owns what, and what stands behind what nobody can check. */
export function addDutyOptions(command: Command): Command {
  return command
    .optionsGroup("Whose it is:")
    .addOption(new Option("--owners <file>", "owners.yaml: teams, their units and what they own").argParser(anyText))
    .addOption(
      new Option("--attestations <file>", "attestations.yaml: evidence for what no API shows").argParser(anyText),
    )
    .addOption(new Option("--require-evidence", "without evidence where it is asked for, the run is incomplete"))
    .addOption(
      new Option(
        "--owner <party>",
        "report and judge only what this party of owners.yaml owns, or: unassigned",
      ).argParser(anyText),
    );
}

export type DutyValues = Partial<DutyChoice>;

export function dutyChoice({ owners, owner, attestations, requireEvidence = false }: DutyValues): DutyChoice {
  return {
    ...(owners === undefined ? {} : { owners }),
    ...(owner === undefined ? {} : { owner }),
    ...(attestations === undefined ? {} : { attestations }),
    requireEvidence,
  };
}
