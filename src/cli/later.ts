import { type Command, Help } from "commander";

const UNMADE = new WeakMap<Command, () => void>();
const { subcommandTerm } = Help.prototype;

/**
 * Adds the options and the action of a command only when it is requested. Adding those of all commands would take almost a
 * fifth of the start-up time beyond that of Node.
 */
export function later(command: Command, make: () => void): void {
  UNMADE.set(command, make);
  // `help scan` prints a command's help and never dispatches to it.
  command.on("beforeHelp", () => whole(command));
}

/** Completes a command of this group when it is requested, and lists the others as if they were complete. */
export function makeAsked(group: Command): Command {
  return group.hook("preSubcommand", (_, command) => void whole(command)).configureHelp({ subcommandTerm: termOf });
}

/** Completes the command with all its options and returns it. */
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
