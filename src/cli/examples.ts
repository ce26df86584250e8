import type { EventEmitter } from "node:events";
import type { Command } from "commander";

const HEAD = "Examples:\n";

/**
 * Puts the examples at the top of a group's help, and those about a command at the top of that command's help. `text` is
 * `Examples:` followed, for each example, by the command line and a line that says what it does.
 */
export function addExamples(group: Command, text: string): void {
  group.addHelpText("before", text);
  const examples = text.slice(HEAD.length).split(/^(?= {2}demarc )/m);
  for (const command of group.commands) {
    const own = examples.filter((example) => example.startsWith(`  demarc ${group.name()} ${command.name()} `));
    command.addHelpText("before", `${HEAD}${own.join("").trimEnd()}\n`);
  }
}

/** The error for the terminal. If something is missing, the command's first example is added, if it has one. */
export function withExample(error: string, command: Command): string {
  if (!error.startsWith("error: missing required argument")) return error;
  let head = "";
  // The texts of `addHelpText` can only be had from the listeners of the help event.
  const listened = command as Command & Pick<EventEmitter, "emit">;
  listened.emit("beforeHelp", { command, error: true, write: (text: string) => (head += text) });
  const example = /^ {2}(demarc .*)$/m.exec(head)?.[1];
  return example === undefined ? error : `${error}  help: an example is \`${example}\`\n`;
}
