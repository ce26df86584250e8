import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkerOf } from "../../src/commands/library/check-written.ts";
import type { Io } from "../../src/commands/io.ts";
import { yamlBlocks } from "./yaml-blocks.ts";
import { library } from "../shipped.ts";

/** The files that these pages show are files that the program takes. Rules have a test of their own. */

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["docs/ci.md", "docs/owners-and-attestations.md", "docs/reports.md"];
const folder = mkdtempSync(join(tmpdir(), "demarc-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a block is, by the first key that only it has; undefined for what another program reads. */
function nameOf(block: unknown): string | undefined {
  if (Array.isArray(block)) return "attestations.yaml";
  const keys = Object.keys(block as object);
  if (keys.includes("steps")) return undefined;
  if (keys.includes("parties")) return "owners.yaml";
  return ["exemptions", "notes"].find((key) => keys.includes(key))?.concat(".yaml") ?? "demarc.yaml";
}

const FILES = PAGES.flatMap((page) =>
  yamlBlocks(readFileSync(join(ROOT, page), "utf8")).flatMap(({ line, text }) => {
    const name = nameOf(parse(text));
    return name === undefined ? [] : [{ page, line, name, text }];
  }),
);

describe("a file that a page shows", () => {
  it.each(FILES)("$page:$line is a $name without a mistake", async ({ name, text }) => {
    writeFileSync(join(folder, name), text);
    const io = { cwd: folder, env: {}, now: () => "2026-11-22T00:00:00Z" } as unknown as Io;
    expect(await checkerOf(name)!(text, join(folder, name), library, io)).toEqual([]);
  });

  it("is there of each kind", () => {
    expect(new Set(FILES.map(({ name }) => name)).size).toBe(5);
  });
});
