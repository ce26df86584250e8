import type { Commands } from "../../src/cli/commands.ts";
import { runCommandLine } from "../../src/cli/main.ts";
import type { Command } from "../../src/commands/io.ts";
import { fakeStream } from "./fake-stream.ts";

interface Ran {
  exit: number;
  stdout: string;
  stderr: string;
  /** Name of the command that was run, and its arguments. */
  called: [name: string, args: unknown] | undefined;
  /** What was done with the command, in turn. */
  steps: string[];
}

/** Runs a command line over commands that only note their arguments, or do what `act` does. */
export async function run(argv: string[], act: Command<unknown> = async () => 0, env = {}): Promise<Ran> {
  let called: Ran["called"];
  const steps: string[] = [];
  const noting = (name: string) => async (): Promise<Command<unknown>> => {
    steps.push("load");
    return async (args, io) => {
      steps.push("run");
      called = [name, args];
      return act(args, io);
    };
  };
  const commands: Commands = {
    scan: noting("scan"),
    collect: noting("collect"),
    demo: noting("demo"),
    report: noting("report"),
    rulesList: noting("rulesList"),
    rulesTest: noting("rulesTest"),
    explain: noting("explain"),
    matrix: noting("matrix"),
    check: noting("check"),
    newRule: noting("newRule"),
    newAttestation: noting("newAttestation"),
    newConfig: noting("newConfig"),
    newExemption: noting("newExemption"),
    newNote: noting("newNote"),
    diff: noting("diff"),
    doctor: noting("doctor"),
    permissionsAws: noting("permissionsAws"),
    permissionsAzure: noting("permissionsAzure"),
    schema: noting("schema"),
  };
  const stdout = fakeStream();
  const stderr = fakeStream();
  const world = {
    argv,
    env,
    cwd: "/somewhere",
    platform: "linux",
    share: "/share",
    stdin: (async function* () {})(),
    stdout,
    stderr,
    now: () => new Date(0),
    prepare: async () => void steps.push("prepare"),
  };
  const exit = await runCommandLine(world, commands);
  return { exit, stdout: stdout.text, stderr: stderr.text, called, steps };
}
