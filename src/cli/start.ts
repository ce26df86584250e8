import type { gateChoice } from "./gate-options.ts";
import type { Command as Run } from "../commands/io.ts";
import type { reportChoice, ruleChoice, sourceChoice } from "./options.ts";

/**
 * Runs a command with its arguments; `color` is false where `--no-color` was given. For little work the engine is left as it is: once
 * it is tuned, it compiles what it loads of Node itself instead of taking what Node brings along compiled.
 */
export type Start = <Arguments>(
  load: () => Promise<Run<Arguments>>,
  args: Arguments,
  color: boolean,
  work?: "little",
) => Promise<void>;

/** What a parsed command line holds; commander types it as anything. */
export type Values = Parameters<typeof ruleChoice>[0] &
  Parameters<typeof reportChoice>[0] &
  Parameters<typeof gateChoice>[0] &
  Parameters<typeof sourceChoice>[1] & { readonly color: boolean };
