import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

const hasScript = spawnSync("script", ["--version"]).status === 0;
if (!hasScript) console.warn("skipped: no `script` of util-linux, so no real terminal to run on");

/** What the demo prints on a real terminal, with these variables set. */
function onTerminal(env: Record<string, string>): string {
  const command = `"${process.execPath}" "${BINARY}" demo`;
  const PATH = process.env["PATH"] ?? "";
  const result = spawnSync("script", ["-qec", command, "/dev/null"], {
    encoding: "utf8",
    env: { PATH, LANG: "C.UTF-8", TERM: "xterm", ...env },
  });
  return result.stdout;
}

describe.skipIf(!hasScript)("on a real terminal", () => {
  it.each([
    [{}, true],
    [{ NO_COLOR: "1" }, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [{ TERM: "dumb" }, false],
  ])("with %j colour is %s", (env, coloured) => {
    const text = onTerminal(env);
    expect(text.length).toBeGreaterThan(0);
    expect(text.includes("\u001b[")).toBe(coloured);
  });
});
