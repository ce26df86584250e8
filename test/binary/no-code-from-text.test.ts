import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

/** No text becomes code, in what is written and when it runs. */

const EXEMPTIONS = join(import.meta.dirname, "../../fixtures/estate/exemptions.yaml");
const DIST = join(import.meta.dirname, "../../dist");

const WAYS: readonly (readonly [way: string, pattern: RegExp])[] = [
  ["eval", /(?<![\w.$])eval\s*\((?!\w+(?:,\w+)*\)\{)/],
  ["the constructor of functions", /(?<![\w.$])Function\s*\(|=\s*Function\b(?!\.)|new\s+Function\b|\(0,\s*eval\)/],
  ["the vm module", /(?:from|require\(|import\()\s*["'](?:node:)?vm["']/],
  ["a module whose name is made up", /(?<![\w.$])import\((?!["'])/],
  ["a timer that takes text", /set(?:Timeout|Interval)\(["'`]/],
];

it.each(WAYS)("there is nothing of %s in the bundle", (_, pattern) => {
  const found = readdirSync(DIST)
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => {
      const text = readFileSync(join(DIST, file), "utf8");
      const at = text.search(pattern);
      return at === -1 ? [] : [`${file}: ${text.slice(Math.max(0, at - 60), at + 80)}`];
    });
  expect(found).toEqual([]);
});

it.each([
  ["demo", ["demo", "--format", "json"]],
  ["people's own files", ["check", EXEMPTIONS]],
  ["a schema", ["schema", "config"]],
])("nothing asks to make code: %s", (_, argv) => {
  const run = (flags: string[]): string =>
    spawnSync(process.execPath, [...flags, BINARY, ...argv], { encoding: "utf8", env: { LANG: "C.UTF-8" } }).stdout;
  const guard = `data:text/javascript,${encodeURIComponent("globalThis.Function = class { constructor() { process._rawDebug('made code'); process.exit(99); } };")}`;
  const guarded = spawnSync(
    process.execPath,
    [`--import=${guard}`, "--disallow-code-generation-from-strings", BINARY, ...argv],
    {
      encoding: "utf8",
      env: { LANG: "C.UTF-8" },
    },
  );
  expect(guarded.stderr).not.toContain("made code");
  expect(guarded.stdout.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "")).toBe(
    run([]).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, ""),
  );
});
