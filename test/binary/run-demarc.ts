import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { BINARY } from "./demarc.ts";
import type { Ran } from "./demarc.ts";

/** Variables with which the program waits for another attempt a twentieth as long, and attempts as often. */
export const HURRIED = { NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "hurry.mjs")).href}` };

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
