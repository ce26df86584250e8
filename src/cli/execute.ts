import type { ChildProcess } from "node:child_process";

const LONGEST_WAIT = 120_000;
const running = new Set<ChildProcess>();

/** Runs a program without a shell and returns what it wrote to stderr, or why it could not be run. `wait`: milliseconds. */
export async function execute(program: string, words: readonly string[], wait = LONGEST_WAIT): Promise<string> {
  // Loaded only here, because it brings the network with it.
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = execFile(program, words, { timeout: wait, windowsHide: true }, (error, _, stderr) => {
      running.delete(child);
      if (error?.killed) resolve(`it was not done after ${wait / 1000} s`);
      else resolve(stderr === "" && error ? error.message : stderr);
    });
    running.add(child);
  });
}

/** Ends what is running when the program is interrupted. */
export function endExecuted(): void {
  for (const child of running) child.kill();
}
