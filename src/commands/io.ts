import type { Style } from "../report/style.ts";
import type { LogLevel } from "./log-level.ts";

/** One output stream of the program, as a command sees it. */
export interface Output {
  /** Resolves when the stream can take more; rejects if it is closed. */
  readonly write: (text: string) => Promise<void>;
  /** Width in columns; 80 if the stream is not a terminal. */
  readonly columns: number;
  readonly isTerminal: boolean;
  /** Whether characters beyond ASCII cannot be shown. */
  readonly ascii: boolean;
  readonly style: Style;
}

/** The outside world as `cli/` hands it to a command, so that a test can hand in another. */
export interface Io {
  /** The report, nothing else. */
  readonly stdout: Output;
  /** Progress, warnings, diagnostics. */
  readonly stderr: Output;
  /** How much is logged there; default: warnings. */
  readonly logLevel?: LogLevel;
  /** The bytes piped in. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Asks on the terminal and returns the line that is typed. Missing if nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Folder of what ships with the program: `rules.pack`, `estate/`. */
  readonly share: string;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
  /** Runs a program without a shell; gives what it wrote to stderr. Never rejects. */
  readonly execute: (program: string, words: readonly string[]) => Promise<string>;
  /** The id of the user the program runs as; missing if the system has none. */
  readonly userId?: number;
  /** The version of demarc. */
  readonly version: string;
}

/** What each file of this room exports as `run`: does the work, writes to `io`, gives the exit code. */
export type Command<Arguments> = (args: Arguments, io: Io) => Promise<number>;
