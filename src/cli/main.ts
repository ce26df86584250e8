import { CommanderError } from "commander";
import packageFacts from "../../package.json" with { type: "json" };
import type { Io } from "../commands/io.ts";
import type { LogLevel } from "../commands/log-level.ts";
import { askerOn } from "./ask.ts";
import { type Commands, COMMANDS } from "./commands.ts";
import { withExample } from "./examples.ts";
import { execute } from "./execute.ts";
import { failureText } from "./failure.ts";
import { endOnSignals } from "./interrupt.ts";
import { formatMoment } from "./moment.ts";
import { buildProgram } from "./program.ts";
import { applySettings } from "./settings.ts";
import type { Start } from "./start.ts";
import { openOutput, type Stream, writeTo } from "./terminal.ts";
import { tuneEngine } from "./tune-engine.ts";

/** The environment of the program; `main` takes it from the process, and tests make their own. */
export interface World {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: string;
  /** Folder of what ships with the program. */
  readonly share: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Asks the user; missing if nobody is at a terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  readonly now: () => Date;
  /** The id of the user; missing if the system has none. */
  readonly userId?: number | undefined;
  /** Called after a command is loaded and before it runs, but not for small tasks or for help. */
  readonly prepare?: (() => Promise<void>) | undefined;
}

/** The exit code of everything that stops the program before it could judge: misuse, wrong input, a defect. */
const EXIT_FAILED = 2;

/** Runs one command line and returns its exit code. Never throws. */
export async function runCommandLine(world: World, commands: Commands = COMMANDS): Promise<number> {
  const { argv, env, cwd, platform, share, stdin, stdout, stderr, ask, now } = world;
  const { version } = packageFacts;
  const said: Promise<void>[] = [];
  let exit = 0;
  let logLevel: LogLevel | undefined;
  const start: Start = async (load, args, color, work) => {
    const facts = { env, platform, color };
    const outputs = { stdout: await openOutput(stdout, facts), stderr: await openOutput(stderr, facts) };
    const io: Io = {
      ...outputs,
      ...(logLevel !== undefined && { logLevel }),
      ...(ask && { ask }),
      ...(world.userId !== undefined && { userId: world.userId }),
      stdin,
      env,
      cwd,
      share,
      version,
      execute,
      now: () => formatMoment(now()),
    };
    const run = await load();
    if (work !== "little") await world.prepare?.();
    exit = await run(args, io);
  };
  const program = buildProgram(version, commands, start, argv[0]);
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => said.push(writeTo(stdout, text)),
      writeErr: (text) => said.push(writeTo(stderr, text)),
      outputError: (text, write) => write(withExample(text, command)),
      getOutHelpWidth: () => stdout.columns ?? 80,
      getErrHelpWidth: () => stderr.columns ?? 80,
    });
  }
  program.hook("preAction", async (_, command) => {
    await applySettings(command, { env, cwd });
    logLevel = command.opts<{ logLevel?: LogLevel }>().logLevel;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    await Promise.all(said);
    return exit;
  } catch (error) {
    await Promise.allSettled(said);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_FAILED;
    await writeTo(stderr, failureText(error, env)).catch(() => {});
    return EXIT_FAILED;
  }
}

/** Runs the program. Sets the exit code and lets pending writes finish. */
export async function main(): Promise<void> {
  const { env, platform, stdout, stderr } = process;
  // A warning of the AWS SDK about future versions of Node, which is our concern and not the user's.
  env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  // These variables, often set for other programs, make libraries print what they hold, such as the password of a proxy.
  for (const name of ["DEBUG", "AZURE_LOG_LEVEL"]) delete env[name];
  // We write to the streams. Only libraries use the console, for stack traces and unfiltered text from outside.
  for (const name of ["debug", "error", "info", "log", "trace", "warn"] as const) console[name] = () => {};
  const stop = (error: unknown): void => {
    stderr.write(failureText(error, env), () => process.exit(EXIT_FAILED));
  };
  process.on("uncaughtException", stop).on("unhandledRejection", stop);
  endOnSignals(process);
  process.exitCode = await runCommandLine({
    argv: process.argv.slice(2),
    env,
    cwd: process.cwd(),
    platform,
    share: import.meta.dirname,
    // Opened only when it is read.
    stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    stdout,
    stderr,
    ask: askerOn(process),
    now: () => new Date(),
    userId: process.getuid?.(),
    prepare: () => tuneEngine(process.versions),
  });
}
