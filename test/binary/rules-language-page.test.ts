import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BINARY } from "./demarc.ts";

/**
 * What the page on rules says that the program prints for the rule it begins with. A block may be told to change the rule
 * first: `<!-- with "NEW" for "OLD" -->`.
 */

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/rules-language.md"), "utf8");
const RULE = /^```yaml\n# rule\n(.*?)^```$/ms.exec(PAGE)![1]!;
const FILE = "my-rules/rds-deletion.yaml";
const BLOCK = /(?:<!-- with "(.*)" for "(.*)" -->\n\n?)?```text\n\$ demarc (.*)\n([\s\S]*?)```/g;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demarc-page-"));
  mkdirSync(join(folder, "my-rules"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const blocks = [...PAGE.matchAll(BLOCK)].map(([, to, from, args, shown]) => ({ to, from, args: args!, shown: shown! }));

it("has no output that is not recognised", () => {
  expect(PAGE.match(/^\$ demarc /gm)).toHaveLength(blocks.length);
  expect(PAGE.match(/<!-- with /g)).toHaveLength(blocks.filter(({ to }) => to !== undefined).length);
  expect(PAGE).toContain(`\`${FILE}\``);
});

it.each(blocks)("demarc $args prints what the page shows, with $to", ({ to, from, args, shown }) => {
  if (from !== undefined) expect(RULE.split(from)).toHaveLength(2);
  writeFileSync(join(folder, FILE), from === undefined ? RULE : RULE.replace(from, () => to!));
  const { stdout, stderr } = spawnSync(process.execPath, [BINARY, ...args.split(" ")], {
    encoding: "utf8",
    cwd: folder,
    env: { LANG: "C.UTF-8" },
  });
  expect(stderr + stdout).toBe(shown);
});
