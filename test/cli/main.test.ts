import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { run } from "./run-noted.ts";

describe("the command line", () => {
  it("gives the version", async () => {
    expect(await run(["--version"])).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  it.each([
    ["--help"],
    ["scan --help"],
    ["collect --help"],
    ["demo --help"],
    ["rules --help"],
    ["explain --help"],
    ["check --help"],
  ])("%s begins with examples and keeps within 80 columns", async (argv) => {
    const { exit, stdout } = await run(argv.split(" "));
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Examples:\n/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("is as in scan-help.txt", async () => {
    await expect((await run(["scan", "--help"])).stdout).toMatchFileSnapshot("golden/scan-help.txt");
  });

  it.each([0, 1, 3])("exits with the command's own %i", async (exit) => {
    expect((await run(["demo"], async () => exit)).exit).toBe(exit);
  });

  it("hands the outside world to the command", async () => {
    const ran = await run(["demo"], async (_args, { cwd, share, now, stdout, stderr }) => {
      await stdout.write(`${cwd} ${share} ${now()} ${stdout.columns}`);
      await stderr.write(stderr.style.red("plain"));
      return 0;
    });
    expect(ran).toMatchObject({ stdout: "/somewhere /share 1970-01-01T00:00:00Z 80", stderr: "plain" });
  });

  it.each([
    [["demo"], ["load", "prepare", "run"]],
    [
      ["rules", "list"],
      ["load", "run"],
    ],
    [["demo", "--help"], []],
  ])("prepares for much work when the command is loaded: %j", async (argv, steps) => {
    expect((await run(argv)).steps).toEqual(steps);
  });

  const failures: [name: string, error: unknown, stderr: string][] = [
    [
      "diagnostics",
      new DiagnosticError([
        {
          code: "rule-bad-value",
          severity: "error",
          file: "a\u001b[2J.yaml",
          line: 4,
          column: 11,
          length: 4,
          message: 'unknown severity "hihg"',
          help: "use high",
        },
      ]),
      'a\\u{1b}[2J.yaml:4:11: unknown severity "hihg" [rule-bad-value]\n  help: use high\n',
    ],
    [
      "a refusal of the system",
      Object.assign(new Error("ENOENT: no such file or directory, open 'x'"), { code: "ENOENT", syscall: "open" }),
      "demarc: ENOENT: no such file or directory, open 'x' [ENOENT]\n",
    ],
    [
      "a closed pipe",
      Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write" }),
      "demarc: the output was closed before the report was complete [EPIPE]\n",
    ],
    [
      "a full disk under the output",
      Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" }),
      "demarc: the output could not be written: the disk is full [ENOSPC]\n",
    ],
    ["a defect", new TypeError("x is\nnot y"), "demarc: internal error: x is not y; DEMARC_DEBUG=1 shows where\n"],
    ["a thrown word", "word", "demarc: internal error: word; DEMARC_DEBUG=1 shows where\n"],
  ];
  it.each(failures)("says %s on stderr and exits with 2", async (_name, error, stderr) => {
    const ran = await run(["demo"], () => Promise.reject(error));
    expect(ran).toMatchObject({ exit: 2, stdout: "", stderr });
  });

  it("shows the stack of a defect where asked to", async () => {
    const ran = await run(["demo"], () => Promise.reject(new TypeError("oh")), { DEMARC_DEBUG: "1" });
    expect(ran.stderr).toMatch(/^TypeError: oh\n +at /);
  });
});
