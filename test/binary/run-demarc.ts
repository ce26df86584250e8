import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";

/** Runs the built program beside a loopback of this process. Variables set to nothing are left out. */
export function runDemarc(argv: string[], env: Record<string, string>, cwd: string): Promise<Ran> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  return runProgram(process.execPath, [BINARY, ...argv], set, cwd);
}

/** Runs any program beside a loopback of this process. */
export async function runProgram(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Ran> {
  const child = spawn(program, argv, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { exit: exit as number | null, stdout, stderr };
}
