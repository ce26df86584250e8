import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { buildProgram } from "../../src/cli/program.ts";

/** The program with nothing behind it: what is started is noted, what is wrong is thrown. */
function program(): { readonly root: Command; readonly started: () => number } {
  let count = 0;
  const root = buildProgram("0.0.0", COMMANDS, async () => {
    count += 1;
  });
  for (const command of [root, ...below(root)]) command.exitOverride().configureOutput({ writeErr: () => {} });
  return { root, started: () => count };
}

function below(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...below(one)]);
}

function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (part) => void (text += part) }).outputHelp();
  return text;
}

const COMMAND_LINES = below(program().root).map((command) => {
  const names: string[] = [];
  for (let at: Command | null = command; at?.parent; at = at.parent) names.unshift(at.name());
  return names.join(" ");
});

describe.each(COMMAND_LINES)("the help of demarc %s", (line) => {
  const find = (root: Command): Command =>
    line.split(" ").reduce((at, name) => at.commands.find((one) => one.name() === name)!, root);
  const examples = [...helpOf(find(program().root)).matchAll(/^ {2}\S*.*?\bdemarc ([^)|>\n]+).*\n {6}\S/gm)].map(
    ([, words]) => words!.trim(),
  );

  it("begins with examples of itself", () => {
    expect(helpOf(find(program().root))).toMatch(/^Examples:\n {2}\S.*\n {6}\S/);
    expect(examples.filter((words) => `${words} `.startsWith(`${line} `))).not.toEqual([]);
  });

  it.each(examples)("has an example that is a command line: %s", async (example) => {
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const { root, started } = program();
    await root.parseAsync(words, { from: "user" });
    expect(started()).toBe(1);
  });
});
