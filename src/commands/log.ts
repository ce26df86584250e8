import { neutralize } from "../diagnostics/neutralize.ts";
import type { Io } from "./io.ts";
import { LOG_LEVELS } from "./log-level.ts";
import type { LogLevel } from "./log-level.ts";

/** Whether `level` is said where nothing else than `io` asks for is. */
export function says({ logLevel = "warning" }: Pick<Io, "logLevel">, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(logLevel);
}

/** One line on stderr, if that much is to be said. */
export async function log(io: Pick<Io, "logLevel" | "stderr">, level: LogLevel, text: string): Promise<void> {
  if (says(io, level)) await io.stderr.write(`${level}: ${neutralize(text)}\n`);
}
