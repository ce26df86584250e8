import type { EventEmitter } from "node:events";
import type { Command } from "commander";

const HEAD = "Examples:\n";

/**
 * Puts the examples at the head of a group's help, and before that of each of its commands those that are about it. `text` is
 * `Examples:` and then, for each, the command line and below it what it does.
 */
export function addExamples(group: Command, text: string): void {
  group.addHelpText("before", text);
  const examples = text.slice(HEAD.length).split(/^(?= {2}demarc )/m);
  for (const command of group.commands) {
    const own = examples.filter((example) => example.startsWith(`  demarc ${group.name()} ${command.name()} `));
    command.addHelpText("before", `${HEAD}${own.join("").trimEnd()}\n`);
  }
}

/** An error for the terminal; one that something is missing goes on with the command's first example, where it has one. */
export function withExample(error: string, command: Command): string {
  if (!error.startsWith("error: missing required argument")) return error;
  let head = "";
  // The texts of `addHelpText` stand nowhere else than in those who listen for the help.
  const listened = command as Command & Pick<EventEmitter, "emit">;
  listened.emit("beforeHelp", { command, error: true, write: (text: string) => (head += text) });
  const example = /^ {2}(demarc .*)$/m.exec(head)?.[1];
  return example === undefined ? error : `${error}  help: an example is \`${example}\`\n`;
}
