const LONGEST_WAIT = 120_000;

/** Runs a program, no shell between, and gives what it said on stderr, or why it could not be run. */
export async function execute(program: string, words: readonly string[]): Promise<string> {
  // Loaded here only: it brings the network with it.
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    execFile(program, words, { timeout: LONGEST_WAIT, windowsHide: true }, (error, _, stderr) => {
      resolve(stderr === "" && error ? error.message : stderr);
    });
  });
}
