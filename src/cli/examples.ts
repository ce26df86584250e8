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
