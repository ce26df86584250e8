import { type Command, Option } from "commander";
import type { DressChoice } from "../commands/arguments/arguments.ts";
import { PAPERS } from "../model/formats.ts";
import { anyText, oneOf } from "./option-values.ts";

/** Adds the options of every command that writes a report to hand over. */
export function addDressOptions(command: Command): Command {
  return command
    .optionsGroup("How html and pdf look:")
    .addOption(new Option("--client <name>", "who the report is for").argParser(anyText))
    .addOption(new Option("--assessor <name>", "who wrote it").argParser(anyText))
    .addOption(new Option("--logo <file>", "picture for the cover").argParser(anyText))
    .addOption(
      new Option("--notes <file>", "notes.yaml: the assessor's words on findings, and changed ratings").argParser(
        anyText,
      ),
    )
    .addOption(
      new Option(
        "--paper <size>",
        `paper size: ${PAPERS.join(", ")} (default: a4 for pdf; the browser's for html)`,
      ).argParser(oneOf(PAPERS)),
    );
}

export function dressChoice({ client, assessor, logo, notes, paper }: DressChoice): DressChoice {
  return {
    ...(client === undefined ? {} : { client }),
    ...(assessor === undefined ? {} : { assessor }),
    ...(logo === undefined ? {} : { logo }),
    ...(notes === undefined ? {} : { notes }),
    ...(paper === undefined ? {} : { paper }),
  };
}
