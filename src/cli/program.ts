import { Command } from "commander";
import type { Commands } from "./commands.ts";
import { makeAsked } from "./later.ts";
import type { Start } from "./start.ts";
import { addCheck } from "./words/check.ts";
import { addCollect } from "./words/collect.ts";
import { addCompletion } from "./words/completion.ts";
import { addDemo } from "./words/demo.ts";
import { addDiff } from "./words/diff.ts";
import { addDoctor } from "./words/doctor.ts";
import { addExplain } from "./words/explain.ts";
import { addMatrix } from "./words/matrix.ts";
import { addNew } from "./words/new.ts";
import { addPermissions } from "./words/permissions.ts";
import { addReport } from "./words/report.ts";
import { addRules } from "./words/rules.ts";
import { addSchema } from "./words/schema.ts";
import { addScan } from "./words/scan.ts";

/** The commands under the headings of the help, in its order. */
const WORDS = {
  "Judge an estate:": { scan: addScan, collect: addCollect, demo: addDemo },
  "Look at results:": { report: addReport, explain: addExplain, matrix: addMatrix, diff: addDiff },
  "Write rules and other files:": { rules: addRules, new: addNew, check: addCheck, schema: addSchema },
  "Set up:": { doctor: addDoctor, permissions: addPermissions, completion: addCompletion },
};
/** A command whose output depends on all the others. */
const ABOUT_ALL = "completion";

/**
 * Builds the command line: commands, options and help. It runs nothing itself but calls `start`. `asked`: the first word. If it
 * names a command, only that one is built: all of them would take a quarter of the start-up time beyond that of Node.
 */
export function buildProgram(version: string, commands: Commands, start: Start, asked = ""): Command {
  const program = makeAsked(new Command("demarc"))
    .description("Finds the line between your cloud provider's duties and yours, and checks your side of it.")
    .version(version, "-V, --version", "show the version of demarc")
    .helpOption("-h, --help", "show this help")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", EXIT_CODES);
  const isAlone = asked !== ABOUT_ALL && Object.values(WORDS).some((words) => Object.hasOwn(words, asked));
  for (const [heading, words] of Object.entries(WORDS)) {
    program.commandsGroup(heading);
    for (const [name, add] of Object.entries(words)) if (!isAlone || name === asked) add(program, commands, start);
  }
  const help = new Command("help").argument("[command]").description("show this help, or the help of a command");
  return program.addHelpCommand(help.helpGroup("Set up:"));
}

const EXAMPLES = `Examples:
  demarc demo
      what demarc says about a sample estate
  demarc scan export/
      judge an estate that was saved to files
  demarc scan aws --region eu-west-1
      judge what AWS Config records in a region
  demarc explain AWS::RDS::DBInstance
      who answers for what in a database
`;

const EXIT_CODES = `
Exit codes:
  0  nothing open at or above --fail-on, and nothing unread that could hide it
  1  open findings at or above --fail-on
  2  a mistake in the command line, a file or a rule: nothing was judged
  3  incomplete: what matters could not be read, or nothing was looked at
  130, 143  interrupted
`;
