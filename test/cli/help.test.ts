import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { buildProgram } from "../../src/cli/program.ts";

/** The program with nothing behind it: what is started is noted, what is wrong is thrown. */
function program(asked?: string): { readonly root: Command; readonly started: () => number } {
  let count = 0;
  const started = async (): Promise<void> => void (count += 1);
  const root = buildProgram("0.0.0", COMMANDS, started, asked);
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

  it("is the same where nothing else is asked for", () => {
    expect(helpOf(find(program(line.split(" ")[0]).root))).toBe(helpOf(find(program().root)));
  });

  it.each(examples)("has an example that is a command line: %s", async (example) => {
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const { root, started } = program();
    await root.parseAsync(words, { from: "user" });
    expect(started()).toBe(1);
  });
});

describe("of the commands", () => {
  const all = program().root.commands.map((command) => command.name());

  it.each(all.filter((name) => name !== "completion"))("only that which is asked for is made: %s", (name) => {
    expect(program(name).root.commands.map((command) => command.name())).toEqual([name]);
  });

  it.each(["", "completion", "help", "--help", "rulse", "constructor"])("all are made for %j", (asked) => {
    expect(program(asked).root.commands.map((command) => command.name())).toEqual(all);
  });
});
