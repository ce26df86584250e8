import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { saveRun } from "../../../src/commands/written/save-run.ts";
import type { Output } from "../../../src/commands/io.ts";
import { PLAIN } from "../../../src/report/style.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

describe("a run that is saved", () => {
  it.each([
    ["as large as what is read again", 6, ""],
    [
      "larger than that",
      5,
      "warning: run.ndjson has 6 bytes unpacked, more than the 5 that demarc reads again: save a run for each account or unit, or ask less, e.g. with --severity high\n",
    ],
  ])("is written, %s, and says so", async (_, largest, said) => {
    const cwd = temporaryFolder("save-run", onTestFinished);
    const written: string[] = [];
    const write = async (text: string): Promise<void> => void written.push(text);
    const stderr: Output = { write, columns: 80, isTerminal: false, ascii: false, style: PLAIN };
    await saveRun("run.ndjson", ["ab", new TextEncoder().encode("é"), "cd"], { cwd, stderr }, largest);
    expect(readFileSync(join(cwd, "run.ndjson"), "utf8")).toBe("abécd");
    expect(written.join("")).toBe(said);
  });
});
