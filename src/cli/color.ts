/** Chalk's levels: none, 16 colours, 256, all. */
export type ColorLevel = 0 | 1 | 2 | 3;

export interface ColorFacts {
  /** False if `--no-color` was given. */
  readonly flag: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the stream in question is a terminal. */
  readonly isTerminal: boolean;
}

/**
 * Decides for one stream: the flag, then NO_COLOR (set and not empty), then FORCE_COLOR, then TERM=dumb, then
 * whether the stream is a terminal. Chalk's own decision is not used: it lets FORCE_COLOR win over NO_COLOR.
 */
export function decideColorLevel({ flag, env, isTerminal }: ColorFacts): ColorLevel {
  if (!flag) return 0;
  if (env["NO_COLOR"]) return 0;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forcedLevel(forced);
  if (env["TERM"] === "dumb") return 0;
  return isTerminal ? 1 : 0;
}

function forcedLevel(value: string): ColorLevel {
  if (value === "0" || value === "false") return 0;
  if (value === "2") return 2;
  if (value === "3") return 3;
  return 1;
}
