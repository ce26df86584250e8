import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readWritten } from "../../src/commands/given/read-written.ts";
import { readSavedRun } from "../../src/commands/judged/saved-run.ts";
import { readTextFile } from "../../src/rules/read-text-file.ts";

/** What a checkout may hold under the name of a file that people write. */

const folder = mkdtempSync(join(tmpdir(), "demarc-text-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

writeFileSync(at("well.yaml"), "\u{feff}rules: ü\r\n");
writeFileSync(at("latin.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xfc]));
writeFileSync(at("large.yaml"), "");
truncateSync(at("large.yaml"), 3_000_000_000);
symlinkSync("/dev/zero", at("endless.yaml"));
symlinkSync("self.yaml", at("self.yaml"));
execFileSync("mkfifo", [at("pipe.yaml")]);

it("gives text as it is", async () => {
  expect(await readTextFile(at("well.yaml"))).toBe("\u{feff}rules: ü\r\n");
});

it.each([
  ["latin.yaml", "it is not UTF-8 text"],
  ["large.yaml", "it has 3000000000 bytes, more than 4194304"],
  ["endless.yaml", "it is not a file"],
  ["pipe.yaml", "it is not a file"],
  ["self.yaml", "ELOOP"],
])("refuses %s: %s", async (name, message) => {
  await expect(readTextFile(at(name))).rejects.toThrow(message);
  await expect(readWritten(name, "the owners", { cwd: folder })).rejects.toThrow(`the owners could not be read: `);
});

it("takes no device for a run", async () => {
  await expect(readSavedRun(at("endless.yaml"), "endless.yaml")).rejects.toThrow(
    "the run could not be read: it is not a file",
  );
});
