import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";

// Relative, so that messages name files as they would on any machine.
const FIXTURES = relative(process.cwd(), fileURLToPath(new URL("../../fixtures/", import.meta.url)));
const INVALID = join(FIXTURES, "rules-invalid");
const BASE = join(FIXTURES, "rules-base");

/** What is said of one rule file, or of a folder whose mistake takes several files. */
async function messages(entry: string): Promise<string> {
  const { diagnostics, texts } = await loadLibrary([BASE, join(INVALID, entry)]);
  const shown = (one: Diagnostic): string =>
    formatDiagnostic({ ...one, file: one.file.slice(INVALID.length + 1) }, texts.get(one.file));
  return `${diagnostics.map(shown).join("\n")}\n`;
}

describe("what the loader refuses, with the exact words", () => {
  const entries = readdirSync(INVALID).filter((name) => !name.endsWith(".out"));

  it("reads a base library without a mistake", async () => expect((await loadLibrary(BASE)).diagnostics).toEqual([]));

  it.each(entries)("%s", async (entry) => {
    const golden = join(INVALID, `${basename(entry, ".yaml")}.out`);
    await expect(await messages(entry)).toMatchFileSnapshot(resolve(golden));
  });

  it("has a file of words for every mistake, and no other", () => {
    const wanted = entries.map((entry) => `${basename(entry, ".yaml")}.out`).toSorted();
    expect(
      readdirSync(INVALID)
        .filter((name) => name.endsWith(".out"))
        .toSorted(),
    ).toEqual(wanted);
    for (const entry of entries) expect(existsSync(join(INVALID, `${basename(entry, ".yaml")}.out`))).toBe(true);
  });

  it("finds a mistake in every one", () => {
    for (const entry of entries)
      expect(readFileSync(join(INVALID, `${basename(entry, ".yaml")}.out`), "utf8")).toMatch(/^\S+:\d+:\d+: /);
  });
});
