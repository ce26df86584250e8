import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { BINARY } from "./demarc.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "die-at-step.mjs")).href;

/** With `TEST_ALL` set every step is tried, not a few. */
export const TRIES_ALL = process.env["TEST_ALL"] !== undefined;

export interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Death {
  /** The change of the disk, or the print, at which it comes; from 1. Missing: never. */
  readonly at?: number;
  /** Missing: SIGKILL. */
  readonly by?: "SIGINT" | "SIGTERM";
  /** Where the count of steps of one that lives is written. */
  readonly stepsTo?: string;
}

/** Runs the built program in the folder and lets it die on the way. */
export async function dying(argv: readonly string[], cwd: string, env: Env, death: Death = {}): Promise<Ended> {
  const { at, by, stepsTo } = death;
  const told = {
    ...(at !== undefined && { DIE_AT: String(at) }),
    ...(by !== undefined && { DIE_BY: by }),
    ...(stepsTo !== undefined && { STEPS_TO: stepsTo }),
  };
  const child = spawn(process.execPath, ["--import", PRELOAD, BINARY, ...argv], {
    cwd,
    env: { LANG: "C.UTF-8", ...env, ...told },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [exit, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { exit, signal, stdout, stderr };
}

export type Env = Readonly<Record<string, string>>;

/** A new folder, for as long as the work takes. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), "demarc-dying-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What stands under these names, without the times of its making; names of files that are not there are left out. */
export function standing(folder: string, names: readonly string[]): Map<string, string> {
  const there = names.filter((name) => existsSync(join(folder, name)));
  return new Map(there.map((name) => [name, timeless(readFileSync(join(folder, name)))]));
}

function timeless(bytes: Buffer): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString("latin1").replaceAll(/"(?:at|confirmed_at|made|digest)":"[^"]*"/g, "");
}

/** All other names in the folder. */
export function others(folder: string, names: readonly string[]): string[] {
  return readdirSync(folder).filter((name) => !names.includes(name));
}

/** Some of the steps, which the seed chooses: each is the next but a few. */
export function someOf(steps: number, count: number, seed: number): number[] {
  if (TRIES_ALL || count >= steps) return Array.from({ length: steps }, (_, index) => index + 1);
  const stride = steps / count;
  return Array.from({ length: count }, (_, index) => Math.floor(index * stride + fraction(seed + index) * stride) + 1);
}

/** Between 0 and 1, the same for the same seed. */
function fraction(seed: number): number {
  const wild = Math.sin(seed * 12.9898) * 43_758.5453;
  return wild - Math.floor(wild);
}
