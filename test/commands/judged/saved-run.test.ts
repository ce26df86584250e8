import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { looksLikeRun, readSavedRun } from "../../../src/commands/judged/saved-run.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { runLines } from "../../report/run-lines.ts";
import { SAMPLE } from "../../report/sample-run.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const folder = temporaryFolder("saved-run");
const text = [...runLines(SAMPLE)].map((line) => `${line}\n`).join("");

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe("a saved run", () => {
  it.each([
    ["plain", file("run.ndjson", text)],
    ["packed", file("run.ndjson.gz", gzipSync(text))],
    ["packed under any name", file("run.bin", gzipSync(text))],
  ])("%s is recognised and read whole", async (_, path) => {
    expect(await looksLikeRun(path)).toBe(true);
    expect((await readSavedRun(path, path)).evaluations).toHaveLength(SAMPLE.evaluations.length);
  });

  it.each([
    ["cut", text.slice(0, -200)],
    ["with a line of its own", `${text}{}\n`],
  ])("%s is refused", async (_, bytes) => {
    await expect(readSavedRun(file("broken.ndjson", bytes), "broken.ndjson")).rejects.toThrow(DiagnosticError);
  });

  it.each([
    ["no file", join(folder, "nowhere"), "it does not exist"],
    ["a folder", folder, "it is a folder"],
    ["a broken packed file", file("broken.gz", new Uint8Array([0x1f, 0x8b, 1, 2, 3])), "it is compressed and damaged"],
  ])("%s is refused with the reason and a mend", async (_, path, reason) => {
    const error: unknown = await readSavedRun(path, "run.gz").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DiagnosticError);
    expect((error as DiagnosticError).diagnostics).toEqual([
      expect.objectContaining({
        code: "run-not-read",
        file: "run.gz",
        message: `the run could not be read: ${reason}`,
        help: "give a file that `demarc scan --save` wrote",
      }),
    ]);
  });

  it("of more than is read is refused before it is read, with what to do instead", async () => {
    const path = file("large.ndjson", text);
    truncateSync(path, 2 ** 31 + 1);
    const error: unknown = await readSavedRun(path, "large.ndjson").catch((thrown: unknown) => thrown);
    expect((error as DiagnosticError).diagnostics).toEqual([
      expect.objectContaining({
        code: "run-not-read",
        message: "the run could not be read: it has more than 2147483648 bytes unpacked",
        help: expect.stringContaining("save a run for each account"),
      }),
    ]);
  });

  it.each([
    ["another file of lines", file("snapshot.ndjson", '{"header":{"format":"demarc-snapshot"}}\n')],
    ["a broken packed file", file("broken.gz", new Uint8Array([0x1f, 0x8b, 1, 2, 3]))],
    ["no file", join(folder, "nowhere")],
  ])("is not seen in %s", async (_, path) => {
    expect(await looksLikeRun(path)).toBe(false);
  });
});
