import { writeSync } from "node:fs";
import { removeUnfinished, whatIsKept } from "../commands/written/unfinished.ts";
import { endExecuted } from "./execute.ts";

/** The exit codes that shells expect of a program that a signal ended. */
const SIGNAL_EXITS = { SIGINT: 130, SIGTERM: 143 } as const;

const STDERR = 2;

/** Ends the program at the first signal: files are complete or absent, and the progress line is cleared. */
export function endOnSignals(process: NodeJS.Process): void {
  for (const [signal, exit] of Object.entries(SIGNAL_EXITS)) {
    process.once(signal, () => {
      endExecuted();
      const kept = whatIsKept();
      try {
        const erased = process.stderr.isTTY ? "\r\u001b[K" : "";
        writeSync(STDERR, `${erased}${kept === undefined ? "" : `${kept}\n`}demarc: interrupted by ${signal}\n`);
      } catch {
        // Nobody reads the output any more; the exit code is enough.
      }
      // Last, so that a file that was just being created exists and can be removed.
      removeUnfinished();
      process.exit(exit);
    });
  }
}
