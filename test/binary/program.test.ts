import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { BINARY, demarc } from "./demarc.ts";
import { runProgram } from "./run-demarc.ts";

describe("the built program", () => {
  it("gives its version and its help", () => {
    expect(demarc(["--version"])).toMatchObject({ exit: 0, stderr: "" });
    const help = demarc(["help"]);
    expect(help).toMatchObject({ exit: 0, stderr: "" });
    // Written when the program was built.
    for (const word of ["--help", "-h"]) expect(demarc([word])).toEqual(help);
  });

  it.each([0, 40, 74, 75, 79, 96, 97, 110, 400])(
    "fits its help into %i columns, written then or now",
    async (columns) => {
      const wide = `data:text/javascript,process.stdout.columns = ${columns}`;
      const helpBy = async (word: string): ReturnType<typeof runProgram> =>
        runProgram(process.execPath, ["--import", wide, BINARY, word], {}, process.cwd());
      const made = await helpBy("help");
      expect(made.exit).toBe(0);
      expect(await helpBy("--help")).toEqual(made);
    },
  );

  it("exits with 2 on misuse and keeps stdout empty", () => {
    expect(demarc(["scan", "--nonsense"])).toMatchObject({ exit: 2, stdout: "" });
  });

  it.each([["--version"], ["demo"]])("says which Node it needs where it runs on an older one: %s", async (word) => {
    const older = "data:text/javascript,process.getBuiltinModule = undefined";
    const ran = await runProgram(process.execPath, ["--import", older, BINARY, word], {}, process.cwd());
    const stderr = `demarc: this is Node ${process.versions.node}; install Node 20.19 or newer\n`;
    expect(ran).toEqual({ exit: 2, stdout: "", stderr });
  });

  it("says the same of the sample estate every time", () => {
    const first = demarc(["demo"]);
    expect(first).toMatchObject({ exit: 0 });
    expect(demarc(["demo"])).toEqual(first);
  });

  it("shows the sample estate within 60 lines of 80 columns", () => {
    const lines = demarc(["demo"]).stdout.split("\n");
    expect(lines.length - 1).toBeLessThanOrEqual(60);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith("✖ CRITICAL")).length).toBeGreaterThanOrEqual(5);
  });

  it("says in one line that its output was closed, and exits with 2", async () => {
    const child = spawn(process.execPath, [BINARY, "demo"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [stderr, [exit]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^demarc: the output was closed .*\n$/);
  });
});
