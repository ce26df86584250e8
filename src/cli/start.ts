import type { gateChoice } from "./gate-options.ts";
import type { Command as Run } from "../commands/io.ts";
import type { reportChoice, ruleChoice, sourceChoice } from "./options.ts";

/**
 * Runs a command with its arguments; `color` is false if `--no-color` was given. For small tasks the engine is not tuned: once it
 * is, it compiles the modules of Node itself instead of using those that Node ships compiled.
 */
export type Start = <Arguments>(
  load: () => Promise<Run<Arguments>>,
  args: Arguments,
  color: boolean,
  work?: "little",
) => Promise<void>;

/** The values of a parsed command line, which commander leaves untyped. */
export type Values = Parameters<typeof ruleChoice>[0] &
  Parameters<typeof reportChoice>[0] &
  Parameters<typeof gateChoice>[0] &
  Parameters<typeof sourceChoice>[1] & { readonly color: boolean };
