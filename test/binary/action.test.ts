import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

const SCRIPT = join(import.meta.dirname, "../../integrations/github/scan.sh");
const ESTATE = join(import.meta.dirname, "../../fixtures/estate/aws");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-action-"));
  writeFileSync(join(folder, "demarc"), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`);
  chmodSync(join(folder, "demarc"), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Stepped {
  exit: number | null;
  stdout: string;
  outputs: Record<string, string>;
}

/** Runs what the action runs, with these inputs. */
function step(inputs: Record<string, string>): Stepped {
  const env = {
    PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin`,
    LANG: "C.UTF-8",
    CI: "true",
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    SOURCES: ESTATE,
    OPTIONS: "--as-of\n2026-11-20T12:00:00Z\n--no-config",
    FAIL_ON: "low",
    CONFIG_FROM: "",
    EXEMPTIONS: "",
    BASELINE: "",
    SARIF_FILE: "demarc.sarif",
    JSON_FILE: "demarc.json",
    RUN_FILE: "demarc.run.gz",
    ...inputs,
  };
  const { status, stdout } = spawnSync("bash", [SCRIPT], { cwd: folder, env, encoding: "utf8" });
  const lines = readFileSync(join(folder, "output"), "utf8").trim().split("\n");
  return {
    exit: status,
    stdout,
    outputs: Object.fromEntries(lines.map((line) => line.split("=") as [string, string])),
  };
}

describe("the step of the action", () => {
  it("fails for findings and leaves the reports, the summary and the counts", () => {
    const { exit, stdout, outputs } = step({});
    expect(exit).toBe(1);
    const { summary } = JSON.parse(readFileSync(join(folder, "demarc.json"), "utf8")) as {
      summary: Record<string, number>;
    };
    expect(outputs).toEqual({
      "exit-code": "1",
      findings: String(summary["fail"]),
      exempted: "0",
      unknown: String(summary["unknown"]),
      "sarif-file": "demarc.sarif",
      "json-file": "demarc.json",
      "run-file": "demarc.run.gz",
    });
    expect(
      stdout
        .trim()
        .split("\n")
        .every((line) => line.startsWith("::")),
    ).toBe(true);
    expect(readFileSync(join(folder, "summary"), "utf8")).toContain("## demarc: FAIL");
  });

  it("names no file where there is none, also not of an earlier step", () => {
    step({});
    rmSync(join(folder, "output"));
    const { exit, outputs } = step({ FAIL_ON: "hihg" });
    expect([exit, outputs]).toEqual([2, { "exit-code": "2" }]);
    expect(existsSync(join(folder, "demarc.sarif"))).toBe(false);
  });

  it("takes what is hostile in an input for a name and nothing else", () => {
    const { exit } = step({ SOURCES: `$(touch pwned)\n; touch pwned\n--save=pwned`, RUN_FILE: "run file.gz" });
    expect(exit).not.toBe(1);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });
});
