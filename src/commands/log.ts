import { neutralize } from "../diagnostics/neutralize.ts";
import type { Io } from "./io.ts";

/** How much is said on stderr: each level says what those before it say, too. Mistakes that end the program are always said. */
export const LOG_LEVELS = ["error", "warning", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether `level` is said where nothing else than `io` asks for is. */
export function says({ logLevel = "warning" }: Pick<Io, "logLevel">, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(logLevel);
}

/** One line on stderr, if that much is to be said. */
export async function log(io: Pick<Io, "logLevel" | "stderr">, level: LogLevel, text: string): Promise<void> {
  if (says(io, level)) await io.stderr.write(`${level}: ${neutralize(text)}\n`);
}
