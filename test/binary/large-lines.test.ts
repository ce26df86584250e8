import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

/** Lines and elements of a gigabyte, in a process that may not hold a quarter of one. */

const GIGABYTE = 2 ** 30;
const MOST_MEGABYTES = 256;
const folder = mkdtempSync(join(tmpdir(), "demarc-large-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The start, and nothing but NUL behind it: a file that takes no room on the disk. */
function vast(name: string, start: string): string {
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, start);
  ftruncateSync(file, GIGABYTE);
  closeSync(file);
  return path;
}

const PEAK = "data:text/javascript,process.on('exit',()=>process._rawDebug('peak '+process.resourceUsage().maxRSS))";

it.each([
  [
    "snapshot.ndjson",
    '{"header":{"format":"demarc-snapshot","version":1}}\n{"resource":{"type":"',
    "the line is too long",
  ],
  ["list.json", '[{"a":"', "nothing after it was read"],
])("%s of one is said to be too long, in little memory", (name, start, said) => {
  const { status, stderr } = spawnSync(process.execPath, [`--import=${PEAK}`, BINARY, "check", vast(name, start)], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain(said);
  expect(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024).toBeLessThan(MOST_MEGABYTES);
});
