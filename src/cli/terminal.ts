import { decideColorLevel } from "./color.ts";
import { styleOf } from "./style.ts";
import type { Output } from "../commands/io.ts";

/** The part of a Node stream that is needed; tests pass their own. */
export interface Stream {
  write(text: string, done: (error?: Error | null) => void): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

export interface TerminalFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** False if `--no-color` was given. */
  readonly color: boolean;
}

const DEFAULT_COLUMNS = 80;

/** The stream as a command sees it; chalk is loaded only if there is colour. */
export async function openOutput(stream: Stream, { env, platform, color }: TerminalFacts): Promise<Output> {
  const isTerminal = stream.isTTY === true;
  // The write that failed also gets the error and handles it.
  stream.on("error", () => {});
  return {
    write: (text) => writeTo(stream, text),
    columns: (isTerminal && stream.columns) || DEFAULT_COLUMNS,
    isTerminal,
    ascii: isAsciiOnly(env, platform),
    style: await styleOf(decideColorLevel({ flag: color, env, isTerminal })),
  };
}

export function writeTo(stream: Stream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Whether the locale is not UTF-8, or the terminal is the Linux console with its few characters. On Windows, by terminal. */
function isAsciiOnly(env: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  if (env["TERM"] === "linux") return true;
  if (platform === "win32") return !env["WT_SESSION"] && env["TERM_PROGRAM"] !== "vscode";
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return !/utf-?8/i.test(locale);
}
