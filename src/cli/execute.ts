import { execFile } from "node:child_process";

const LONGEST_WAIT = 120_000;

/** Runs a program, no shell between, and gives what it said on stderr, or why it could not be run. */
export function execute(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: LONGEST_WAIT, windowsHide: true }, (error, _, stderr) => {
      resolve(stderr === "" && error ? error.message : stderr);
    });
  });
}
