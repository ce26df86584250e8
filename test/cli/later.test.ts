import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { whole } from "../../src/cli/later.ts";
import { buildProgram } from "../../src/cli/program.ts";

function program(): Command {
  const root = buildProgram("0", COMMANDS, async () => {});
  for (const command of [root, ...root.commands, ...root.commands.flatMap((one) => one.commands)])
    command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  return root;
}

function commandOf(root: Command, name: string): Command {
  return root.commands.find((command) => command.name() === name)!;
}

/** The names of commands whose options were made, after these words. */
async function madeBy(words: readonly string[]): Promise<string[]> {
  const root = program();
  await root.parseAsync([...words], { from: "user" }).catch(() => {});
  return ["scan", "collect", "report"].filter((name) => commandOf(root, name).options.length > 0);
}

describe("the options of a command", () => {
  it.each([
    [["--help"], []],
    [["help"], []],
    [["scna"], []],
    [["scan", "x"], ["scan"]],
    [["scan", "--help"], ["scan"]],
    [["help", "report"], ["report"]],
  ])("are made where it is asked for: %j", async (words, expected) => {
    expect(await madeBy(words)).toEqual(expected);
  });

  it("are made once", () => {
    const scan = whole(commandOf(program(), "scan"));
    const count = scan.options.length;
    expect(whole(scan).options).toHaveLength(count);
  });

  it.each(["", "rules", "permissions", "new"])(
    "leave the list of commands as it is, made or not: demarc %s",
    (name) => {
      const root = program();
      const group = name === "" ? root : commandOf(root, name);
      const unmade = group.helpInformation();
      for (const command of group.commands) whole(command);
      expect(group.helpInformation()).toBe(unmade);
    },
  );
});
