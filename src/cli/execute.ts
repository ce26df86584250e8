import type { ChildProcess } from "node:child_process";

const LONGEST_WAIT = 120_000;
const running = new Set<ChildProcess>();

/** Runs a program, no shell between, and gives what it said on stderr, or why it could not be run. */
export async function execute(program: string, words: readonly string[]): Promise<string> {
  // Loaded here only: it brings the network with it.
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = execFile(program, words, { timeout: LONGEST_WAIT, windowsHide: true }, (error, _, stderr) => {
      running.delete(child);
      resolve(stderr === "" && error ? error.message : stderr);
    });
    running.add(child);
  });
}

/** For the end of the program from outside. */
export function endExecuted(): void {
  for (const child of running) child.kill();
}
