import { join } from "node:path";
import { runCommandLine } from "../../src/cli/main.ts";
import { fakeStream } from "../cli/fake-stream.ts";
import type { Ran } from "./demarc.ts";

/** Runs a command line as the program does, with what was built for it, and starts no process: for tables too long to start one for each row. */
export async function inProcess(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Ran> {
  const [stdout, stderr] = [fakeStream(), fakeStream()];
  const exit = await runCommandLine({
    argv,
    env,
    cwd,
    platform: "linux",
    share: join(import.meta.dirname, "../../dist"),
    stdin: (async function* () {})(),
    stdout,
    stderr,
    now: () => new Date(0),
  });
  return { exit, stdout: stdout.text, stderr: stderr.text };
}
