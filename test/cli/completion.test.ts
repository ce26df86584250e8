import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { completionsOf } from "../../src/cli/completion/model.ts";
import { completionScript, type Shell } from "../../src/cli/completion/scripts.ts";
import { buildProgram } from "../../src/cli/program.ts";

const ALL = completionsOf(buildProgram("0", COMMANDS, async () => {}));

/** What bash offers for the last of these words. */
function offered(words: string[]): string[] {
  const script = `${completionScript("bash", ALL)}
COMP_WORDS=(demarc ${words.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${words.length}
_demarc
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status, stderr } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.trim().split("\n");
}

describe("completion for bash", () => {
  it.each([
    [["sc"], ["scan", "schema"]],
    [
      ["scan", "--fail-on", ""],
      ["critical", "high", "medium", "low", "info", "none"],
    ],
    [["scan", "--fail-on", "h"], ["high"]],
    [["scan", "--format", "sa"], ["sarif"]],
    [["demo", "--fail"], ["--fail-on"]],
    [["rules", "l"], ["list"]],
    [["rules", "list", "--severity", "cr"], ["critical"]],
    [["new", "exemption", "--kind", "fal"], ["false_positive"]],
    [["completion", "po"], ["powershell"]],
  ])("of %j offers %j", (words, expected) => expect(offered(words)).toEqual(expected));
});

describe.each(["bash", "zsh", "fish", "powershell"] as const)("the script for %s", (shell: Shell) => {
  it("knows every command, and the values of options", () => {
    const script = completionScript(shell, ALL);
    for (const { command, options } of ALL) {
      for (const word of command.split(" ")) expect(script).toContain(word);
      for (const { long } of options) expect(script).toContain(shell === "fish" ? `-l ${long.slice(2)}` : long);
    }
    expect(script).toContain("critical");
    expect(script).not.toMatch(/undefined|\[object/);
  });
});
