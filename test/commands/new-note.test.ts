import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewNoteArguments } from "../../src/commands/arguments/new-arguments.ts";
import type { Io } from "../../src/commands/io.ts";
import { run } from "../../src/commands/new-note.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Library } from "../../src/model/library.ts";
import { runLines } from "../report/run-lines.ts";
import { writePack } from "../../src/rules/write-pack.ts";
import { SAMPLE } from "../report/sample-run.ts";

const FIRST = SAMPLE.evaluations.find(({ outcome }) => outcome === "fail")!;
const FINDING = { ...FIRST, fingerprint: "ab".repeat(32) };
const RUN = { ...SAMPLE, evaluations: SAMPLE.evaluations.map((one) => (one === FIRST ? FINDING : one)) };
const RULE = FINDING.rule_id;
const ARGS: NewNoteArguments = { about: RULE, note: "It lies in a safe.", file: "notes.yaml", rules: [] };

let folder: string;
let io: Io;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-"));
  const rules = SAMPLE.rules.map(({ id }) => ({ id, aliases: id === RULE ? ["old-name"] : [], resource: [] }));
  const library = { language: 1, rules, providers: { aws: {} }, fields: {}, conditions: {} };
  await writeFile(join(folder, "rules.pack"), writePack(library as unknown as Library));
  await writeFile(join(folder, "run.ndjson"), [...runLines(RUN)].join("\n") + "\n");
  io = { cwd: folder, share: folder, stdout: { write: async () => {} } } as unknown as Io;
});
afterEach(() => rm(folder, { recursive: true }));

const written = (): Promise<string> => readFile(join(folder, "notes.yaml"), "utf8");

async function mistakes(args: Partial<NewNoteArguments>): Promise<string[]> {
  try {
    await run({ ...ARGS, ...args }, io);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe("a new note", () => {
  it("is added behind what stands there, words of people kept", async () => {
    await run(ARGS, io);
    expect(await written()).toContain(`  - rule: ${RULE}\n    note: It lies in a safe.\n`);
    await writeFile(join(folder, "notes.yaml"), `# mine\n${await written()}`);
    await run({ ...ARGS, about: "old-name", by: "A. Assessor", severity: "low", reason: "no sign-in" }, io);
    const text = await written();
    expect(text).toMatch(/^# mine\n/);
    expect(text.match(new RegExp(`rule: ${RULE}`, "g"))).toHaveLength(2);
    expect(text).toContain("by: A. Assessor\n    rating:\n      severity: low\n      reason: no sign-in\n");
  });

  it("is about one finding where a run is named, by the beginning of its fingerprint", async () => {
    await run({ ...ARGS, about: FINDING.fingerprint.slice(0, 12), runFile: "run.ndjson" }, io);
    expect(await written()).toContain(`rule: ${RULE}\n    finding: ${FINDING.fingerprint}\n`);
  });

  it("asks for its words where somebody sits there", async () => {
    const { note: _, ...silent } = ARGS;
    await run(silent, { ...io, ask: async () => "Asked and said." });
    expect(await written()).toContain("note: Asked and said.");
  });

  it.each<[string, Partial<NewNoteArguments>, string]>([
    ["no rule", { about: "aws-nothing" }, 'no rule "aws-nothing"'],
    ["no finding", { about: "ffff", runFile: "run.ndjson" }, 'the run has no finding of "ffff"'],
    ["a rating without a reason", { severity: "low" }, "a rating needs a severity and a reason"],
  ])("is not added about %s", async (_what, args, words) => {
    expect(await mistakes(args)).toEqual([words]);
    await expect(written()).rejects.toThrow();
  });

  it("is not added to a file with mistakes, which stays as it was", async () => {
    await writeFile(join(folder, "notes.yaml"), "nots: []\n");
    expect(await mistakes({})).not.toEqual([]);
    expect(await written()).toBe("nots: []\n");
  });

  it("is not added to a file in another encoding, whose letters would be lost", async () => {
    const latin1 = Buffer.from(`notes:\n  - rule: ${RULE}\n    note: Müller\n`, "latin1");
    await writeFile(join(folder, "notes.yaml"), latin1);
    expect(await mistakes({})).toEqual(["the notes could not be read: it is not UTF-8 text"]);
    expect(await readFile(join(folder, "notes.yaml"))).toEqual(latin1);
  });
});
