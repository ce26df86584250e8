import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const BINARY = join(import.meta.dirname, "../../bin/demarc.js");

export interface Ran {
  exit: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built program with only these variables set. */
export function demarc(argv: string[], env: Record<string, string> = { LANG: "C.UTF-8" }): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BINARY, ...argv], { encoding: "utf8", env });
  return { exit: status, stdout, stderr };
}
