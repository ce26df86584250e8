import type { Argument, Command, Option } from "commander";
import { whole } from "../later.ts";
import { wordsOf } from "../option-values.ts";

/** What can be said after the name of the program, as the shells are told. */
export interface Completions {
  /** `rules list`; empty for the program alone. */
  readonly command: string;
  readonly subcommands: readonly string[];
  readonly options: readonly CompletedOption[];
  /** Words that an argument may be; empty: files. */
  readonly words: readonly string[];
}

export interface CompletedOption {
  readonly long: string;
  readonly about: string;
  readonly takesValue: boolean;
  /** Words that the value may be; empty: a file. */
  readonly words: readonly string[];
}

/** Every command of the program, with what may follow it. */
export function completionsOf(program: Command): Completions[] {
  return commandsOf(program, "");
}

function commandsOf(command: Command, path: string): Completions[] {
  const own: Completions = {
    command: path,
    subcommands: command.commands.map((one) => one.name()),
    options: whole(command)
      .options.filter(({ long }) => long)
      .map(optionOf),
    words: command.registeredArguments.flatMap(argumentWords),
  };
  return [own, ...command.commands.flatMap((one) => commandsOf(one, `${path} ${one.name()}`.trim()))];
}

function optionOf(option: Option): CompletedOption {
  const { long, description, required, optional } = option;
  return { long: long!, about: description, takesValue: required || optional, words: wordsOf(option) };
}

function argumentWords(argument: Argument): readonly string[] {
  return wordsOf(argument);
}
