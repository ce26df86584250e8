import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/commands/new-attestation.ts";
import type { Io } from "../../src/commands/io.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Library } from "../../src/model/library.ts";
import { writePack } from "../../src/rules/write-pack.ts";

let folder: string;
let io: Io;
const ARGS = {
  id: "drill",
  party: "platform",
  artifact: "record",
  start: "2026-11-01",
  end: "2026-11-02",
  answers: ["org-restore-tried"],
  file: "attestations.yaml",
} as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-"));
  const rules = [{ id: "org-restore-tried", aliases: [], resource: [] }];
  const library = { language: 1, rules, providers: { aws: {} }, fields: {}, conditions: {} };
  await writeFile(join(folder, "rules.pack"), writePack(library as unknown as Library));
  io = { cwd: folder, share: folder, stdout: { write: async () => {} } } as unknown as Io;
});
afterEach(() => rm(folder, { recursive: true }));

const written = (): Promise<string> => readFile(join(folder, "attestations.yaml"), "utf8");

describe("a new attestation", () => {
  it("is added behind what stands there, which stays as it is", async () => {
    await run(ARGS, io);
    const first = await written();
    expect(first).toContain("id: drill");
    await run({ ...ARGS, id: "second", answers: [] }, io);
    expect((await written()).startsWith(first.trimEnd())).toBe(true);
  });

  it.each([
    ["an id that is there", ARGS, '"drill" appears twice'],
    ["a day that is none", { ...ARGS, id: "x", end: "2026-11-31" }, "there is no such day"],
    ["a rule that nobody knows", { ...ARGS, id: "x", answers: ["org-restore"] }, 'no rule "org-restore"'],
  ])("is refused with %s, and nothing is written", async (_, args, message) => {
    await run(ARGS, io);
    const before = await written();
    await expect(run(args, io)).rejects.toThrow(DiagnosticError);
    await expect(run(args, io)).rejects.toThrow(message);
    expect(await written()).toBe(before);
  });
});
