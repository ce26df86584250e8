import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { firstLines } from "../../../src/commands/library/first-lines.ts";

const folder = mkdtempSync(join(tmpdir(), "demarc-lines-"));
const file = join(folder, "lines");
afterAll(() => rmSync(folder, { recursive: true }));

const LONG = "ä".repeat(300_000);

it.each<[string, number, string[]]>([
  ["a\nb\nc\n", 2, ["a", "b"]],
  ["a\n\nc", 2, ["a", ""]],
  ["a\nb", 2, ["a"]],
  ["", 2, []],
  [`a\n${LONG}\nc`, 2, ["a", LONG]],
  [`${LONG}${LONG}`, 1, []],
])("reads the first lines of %#", (text, wanted, lines) => {
  writeFileSync(file, text);
  expect(firstLines(file, wanted)).toEqual(lines);
});

it("says what the system says of a file that is not there", () =>
  expect(() => firstLines(join(folder, "none"), 1)).toThrow("ENOENT"));
