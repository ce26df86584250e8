import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIG_SHAPE, OVERRIDE_KEYS } from "../../src/commands/given/config-shape.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { whole } from "../../src/cli/later.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { applySettings } from "../../src/cli/settings.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-settings-"));
  writeFileSync(join(folder, "demarc.yaml"), "fail_on: high\nlayer: [os, data]\nquiet: true\nsources: a.json\n");
  writeFileSync(join(folder, "other.yaml"), "fail_on: critical\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The options of `scan` after the words, the environment and the file were looked at. */
async function settled(argv: string[], env: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const program = buildProgram("0", COMMANDS, async () => {});
  const scan = scanOf(program);
  scan.action(() => {});
  scan.exitOverride().configureOutput({ writeErr: () => {} });
  program.hook("preAction", (_, command) => applySettings(command, { env, cwd: folder }));
  await program.parseAsync(["scan", ...argv], { from: "user" });
  return scan.opts();
}

function scanOf(program: Command): Command {
  return whole(program.commands.find((command) => command.name() === "scan")!);
}

describe("where an option comes from", () => {
  it.each([
    ["nothing", ["x", "--no-config"], {}, "low"],
    ["the file", ["x"], {}, "high"],
    ["the environment over the file", ["x"], { DEMARC_FAIL_ON: "medium" }, "medium"],
    ["the flag over all", ["x", "--fail-on", "info"], { DEMARC_FAIL_ON: "medium" }, "info"],
    ["a flag that says the default", ["x", "--fail-on", "low"], {}, "low"],
    ["the environment without a file", ["x", "--no-config"], { DEMARC_FAIL_ON: "medium" }, "medium"],
    ["an empty variable is none", ["x"], { DEMARC_FAIL_ON: "" }, "high"],
    ["a file that the environment names", ["x"], { DEMARC_CONFIG_FROM: "other.yaml" }, "critical"],
    ["the file found, where that variable is empty", ["x"], { DEMARC_CONFIG_FROM: "" }, "high"],
    [
      "a file that the flag names, before that",
      ["x", "--config-from", "other.yaml"],
      { DEMARC_CONFIG_FROM: "a" },
      "critical",
    ],
    ["no file, where the environment wants none", ["x"], { DEMARC_CONFIG: "0" }, "low"],
    ["the file, where it wants one", ["x"], { DEMARC_CONFIG: "1" }, "high"],
    ["no file, where the flag wants none and the environment one", ["x", "--no-config"], { DEMARC_CONFIG: "1" }, "low"],
  ])("%s", async (_name, argv, env, expected) => {
    expect((await settled(argv, env))["failOn"]).toBe(expected);
  });

  it("takes lists, switches and sources from the file", async () => {
    expect(await settled([])).toMatchObject({ layer: ["os", "data"], quiet: true, configSources: ["a.json"] });
  });

  it("takes lists and switches from the environment", async () => {
    const env = {
      DEMARC_LAYER: "identity, logging",
      DEMARC_STRICT_EXEMPTIONS: "1",
      DEMARC_QUIET: "false",
      DEMARC_PROGRESS: "0",
    };
    expect(await settled(["--no-config"], env)).toMatchObject({
      layer: ["identity", "logging"],
      strictExemptions: true,
      progress: false,
    });
  });

  it.each([
    ["the file", {}, true],
    ["the environment, which says no", { DEMARC_QUIET: "0" }, false],
  ])("a switch is that of %s", async (_, env, quiet) => {
    expect((await settled(["x"], env))["quiet"]).toBe(quiet);
  });

  it.each([{ DEMARC_FAIL_ON: "bogus" }, { DEMARC_MAX_AGE: "soon" }, { DEMARC_ALLOW_INCOMPLETE: "no" }])(
    "refuses a wrong value: %o",
    async (env) => {
      await expect(settled(["x"], env as Record<string, string>)).rejects.toThrow(/DEMARC_/);
    },
  );

  it("says the digest of the file that shaped the verdict", async () => {
    expect((await settled([]))["shapedBy"]).toEqual({ config: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it("has an option of scan for every key of the file", () => {
    const longs = scanOf(buildProgram("0", COMMANDS, async () => {})).options.map(({ long }) => long);
    const noOption: readonly string[] = ["sources", "report", ...OVERRIDE_KEYS];
    const ofReport = Object.keys(CONFIG_SHAPE.shape.report.unwrap().shape);
    const keys = [...Object.keys(CONFIG_SHAPE.shape), ...ofReport].filter((key) => !noOption.includes(key));
    for (const key of keys) expect(longs).toContain(`--${key.replaceAll("_", "-")}`);
  });
});
