import { type Command, InvalidArgumentError, Option } from "commander";
import type { DutyChoice, OwnerFailOn } from "../commands/arguments/arguments.ts";
import { FAIL_ON } from "../model/verdict.ts";
import { anyText, oneOf, repeated } from "./option-values.ts";

/** Adds the options for owners and for evidence of duties that cannot be checked. */
export function addDutyOptions(command: Command): Command {
  return command
    .optionsGroup("Who owns it:")
    .addOption(new Option("--owners <file>", "owners.yaml: teams, their units and what they own").argParser(anyText))
    .addOption(
      new Option("--attestations <file>", "attestations.yaml: evidence for duties that no API shows").argParser(
        anyText,
      ),
    )
    .addOption(new Option("--require-evidence", "the run is incomplete where required evidence is missing"))
    .addOption(
      new Option(
        "--owner <party>",
        "report and judge only what this party of owners.yaml owns, or: unassigned",
      ).argParser(anyText),
    )
    .addOption(ownerFailOnOption());
}

export function ownerFailOnOption(): Option {
  return new Option(
    "--owner-fail-on <party=severity>",
    "separate threshold for what this party owns; repeatable",
  ).argParser(repeated(ownerFailOn));
}

/** Parses `pay=high`. */
function ownerFailOn(text: string): OwnerFailOn {
  const at = text.lastIndexOf("=");
  if (at <= 0) throw new InvalidArgumentError("write it PARTY=SEVERITY, e.g. payments=high");
  return { owner: text.slice(0, at), failOn: oneOf(FAIL_ON)(text.slice(at + 1)) };
}

export type DutyValues = Partial<DutyChoice>;

export function dutyChoice({
  owners,
  owner,
  attestations,
  requireEvidence = false,
  ownerFailOn: own,
}: DutyValues): DutyChoice {
  return {
    ...(owners === undefined ? {} : { owners }),
    ...(owner === undefined ? {} : { owner }),
    ...(attestations === undefined ? {} : { attestations }),
    requireEvidence,
    ...(own === undefined ? {} : { ownerFailOn: own }),
  };
}
