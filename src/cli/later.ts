import { type Command, Help } from "commander";

const UNMADE = new WeakMap<Command, () => void>();
const { subcommandTerm } = Help.prototype;

/**
 * The options of a command that has many, and what it does: made when the command is asked for. Those of all commands together
 * are nearly a fifth of what the program's start takes beyond Node's own.
 */
export function later(command: Command, make: () => void): void {
  UNMADE.set(command, make);
  // `help scan` prints a command's help and never dispatches to it.
  command.on("beforeHelp", () => whole(command));
}

/** Makes a command as soon as one of this group is asked for, and lists those that are not made as those that are. */
export function makeAsked(group: Command): Command {
  return group.hook("preSubcommand", (_, command) => void whole(command)).configureHelp({ subcommandTerm: termOf });
}

/** The same command, with all its options. */
export function whole(command: Command): Command {
  const make = UNMADE.get(command);
  UNMADE.delete(command);
  make?.();
  return command;
}

function termOf(command: Command): string {
  const term = subcommandTerm(command);
  return UNMADE.has(command) ? term.replace(command.name(), "$& [options]") : term;
}
