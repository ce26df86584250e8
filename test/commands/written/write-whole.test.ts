import fs, { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { writeWhole } from "../../../src/commands/written/write-whole.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const folder = temporaryFolder("write-whole");

describe("writeWhole", () => {
  it("writes all parts, for the owner alone", async () => {
    const file = join(folder, "report.txt");
    await writeWhole(file, ["a\n", "b\n"]);
    expect(readFileSync(file, "utf8")).toBe("a\nb\n");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("packs by the name", async () => {
    const file = join(folder, "run.ndjson.gz");
    await writeWhole(file, ["a\n"]);
    expect(gunzipSync(readFileSync(file)).toString()).toBe("a\n");
  });

  function* broken(): Iterable<string> {
    yield "new";
    throw new Error("the source broke off");
  }

  it("leaves what was there, and nothing else, where it breaks off", async () => {
    const file = join(folder, "kept.txt");
    await writeWhole(file, ["old"]);
    const before = readdirSync(folder);
    await expect(writeWhole(file, broken())).rejects.toThrow("the source broke off");
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(before);
  });

  it("takes no mistake of what is written for one of the disk", async () => {
    const written = writeWhole(join(folder, "mistake.txt"), broken());
    await expect(written).rejects.not.toThrow(DiagnosticError);
    await expect(written).rejects.toThrow(/^the source broke off$/);
  });

  it("leaves nothing where it breaks off while the disk still opens the file", async () => {
    const file = join(temporaryFolder("write-whole", onTestFinished), "late.txt");
    const open = fs.open as (...words: unknown[]) => void;
    const opened = new Promise((resolve) => {
      vi.spyOn(fs, "open").mockImplementation(((...words: unknown[]) => {
        const say = words.pop() as (...answer: unknown[]) => void;
        const told = (...answer: unknown[]): void => resolve(say(...answer));
        setTimeout(() => open(...words, told), 20);
      }) as typeof fs.open);
    });
    await expect(writeWhole(file, broken())).rejects.toThrow("the source broke off");
    await opened;
    vi.restoreAllMocks();
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it.each([
    ["a folder that is not there", join(folder, "nowhere", "x"), "the folder does not exist"],
    ["a folder's own name", folder, "it is a folder"],
  ])("says of %s what is wrong", async (_, file, cause) => {
    mkdirSync(folder, { recursive: true });
    const written = writeWhole(file, ["x"]);
    await expect(written).rejects.toThrow(DiagnosticError);
    await expect(written).rejects.toThrow(cause);
  });
});
