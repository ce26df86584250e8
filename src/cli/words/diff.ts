import { type Command, Option } from "commander";
import { DIFF_FORMATS, type DiffArguments } from "../../commands/arguments/arguments.ts";
import type { Commands } from "../commands.ts";
import { oneOf } from "../option-values.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc diff monday.run.gz today.run.gz
      what is new, worse, fixed, and whether the gate itself was changed
`;

const EXIT_CODES = `
Exit codes:
  0  not worse
  1  new or worse findings, or the gate's own files changed
  2  a run cannot be read
  3  not known: something was not judged this time, or more is unknown
`;

export function addDiff(program: Command, commands: Commands, start: Start): void {
  program
    .command("diff")
    .description("show what changed from one saved run to a later one")
    .argument("<before>", "saved run")
    .argument("<after>", "saved run")
    .addOption(new Option("--format <name>", DIFF_FORMATS.join(", ")).argParser(oneOf(DIFF_FORMATS)).default("text"))
    .addOption(new Option("--accept-gate-changes", "do not exit with 1 for a changed gate alone"))
    .addOption(new Option("--no-color", "no colour"))
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", EXIT_CODES)
    .action(
      async (
        before: string,
        after: string,
        values: Pick<Values, "color"> & Pick<DiffArguments, "format"> & { readonly acceptGateChanges?: true },
      ) => {
        const { format, acceptGateChanges = false, color } = values;
        await start(commands.diff, { before, after, format, acceptGateChanges }, color);
      },
    );
}
