import { writeSync } from "node:fs";
import { removeUnfinished, whatIsKept } from "../commands/written/unfinished.ts";
import { endExecuted } from "./execute.ts";

/** What a shell expects of a program that ended by the signal. */
const SIGNAL_EXITS = { SIGINT: 130, SIGTERM: 143 } as const;

const STDERR = 2;

/** Ends the program at the first signal: files are whole or not there, the line of progress is taken away. */
export function endOnSignals(process: NodeJS.Process): void {
  for (const [signal, exit] of Object.entries(SIGNAL_EXITS)) {
    process.once(signal, () => {
      endExecuted();
      const kept = whatIsKept();
      try {
        const erased = process.stderr.isTTY ? "\r\u001b[K" : "";
        writeSync(STDERR, `${erased}${kept === undefined ? "" : `${kept}\n`}demarc: interrupted by ${signal}\n`);
      } catch {
        // Nobody listens any more; the exit code says it.
      }
      // Last, so that a file which the system was just creating is there to be removed.
      removeUnfinished();
      process.exit(exit);
    });
  }
}
