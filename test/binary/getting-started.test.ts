import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

/**
 * The newcomer's page, followed to the letter in one empty folder: its files are written, its commands run in order. `…`
 * stands for what is left out of a line, or on a line of its own for lines. The day on it is always some months ahead.
 */

const AHEAD = new Date(Date.now() + 120 * 86_400_000).toISOString().slice(0, 10);
const PAGE = readFileSync(join(import.meta.dirname, "../../docs/getting-started.md"), "utf8");
const FILE = /<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g;
const SESSION = /(?:<!-- exits with (\d) -->\n)?```console\n\$ demarc (.*)\n([\s\S]*?)```/g;

const folder = mkdtempSync(join(tmpdir(), "demarc-newcomer-"));
afterAll(() => rmSync(folder, { recursive: true }));
for (const [, name, content] of PAGE.matchAll(FILE)) writeFileSync(join(folder, name!), content!);

const sessions = [...PAGE.replaceAll("2027-03-31", AHEAD).matchAll(SESSION)].map(([, exit, args, shown]) => ({
  args: args!,
  exit: Number(exit ?? 0),
  shown: shown!,
}));

it("has no command and no file that is not recognised", () => {
  expect(PAGE.match(/^\$ demarc /gm)).toHaveLength(sessions.length);
  expect(PAGE.match(/<!-- /g)).toHaveLength(
    [...PAGE.matchAll(FILE)].length + sessions.filter(({ exit }) => exit > 0).length,
  );
});

// A walk: each command finds what those before it left.
describe("in the order of the page", { shuffle: false }, () => {
  it.each(sessions)("demarc $args", ({ args, exit, shown }) => {
    const words = [...args.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const run = spawnSync(process.execPath, [BINARY, ...words], {
      encoding: "utf8",
      cwd: folder,
      env: { LANG: "C.UTF-8" },
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(patternOf(shown));
    expect(run.status).toBe(exit);
  });
});

function patternOf(shown: string): RegExp {
  const lines = shown.split(/(?<=\n)/).map((line) => {
    if (line === "…\n") return "(?:.*\\n)*?";
    return line.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*");
  });
  return new RegExp(`^${lines.join("")}$`);
}
