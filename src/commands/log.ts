import { neutralize } from "../diagnostics/neutralize.ts";
import type { Io } from "./io.ts";
import { LOG_LEVELS } from "./log-level.ts";
import type { LogLevel } from "./log-level.ts";

/** Whether `level` is logged at the level that `io` asks for. */
export function says({ logLevel = "warning" }: Pick<Io, "logLevel">, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(logLevel);
}

/** Writes one line to stderr if its level is logged. */
export async function log(io: Pick<Io, "logLevel" | "stderr">, level: LogLevel, text: string): Promise<void> {
  if (says(io, level)) await io.stderr.write(`${level}: ${neutralize(text)}\n`);
}
