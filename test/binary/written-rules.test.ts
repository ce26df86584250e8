import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadWrittenRules } from "../../src/commands/library/written-rules.ts";
import type { Io } from "../../src/commands/io.ts";

const ROOT = join(import.meta.dirname, "../..");
const io = { cwd: ROOT, share: join(ROOT, "dist"), env: {}, version: "0" } as unknown as Io;

async function found(...paths: string[]): Promise<{ rules: string[]; mistakes: string[] }> {
  const { examples, conditionExamples, diagnostics } = await loadWrittenRules(paths, io);
  return {
    rules: [...examples, ...conditionExamples].map(({ rule }) => rule.id),
    mistakes: diagnostics.map(({ code }) => code),
  };
}

it("a part of the shipped rules is that part and no second rule of its own name", async () => {
  const { rules, mistakes } = await found("rules/aws/sns", "rules/conditions/s3-bucket-not-public.yaml");
  expect(mistakes).toEqual([]);
  expect(rules.length).toBeGreaterThan(2);
  expect(rules.filter((id) => !id.startsWith("aws-sns-"))).toEqual(["aws-condition-s3-bucket-not-public"]);
});

it("a part of the shipped rules has the text of its own files and of no other", async () => {
  const { texts } = await loadWrittenRules(["rules/aws/sns"], io);
  const elsewhere = [...texts.keys()].filter((file) => !file.startsWith("rules/aws/sns/"));
  expect(texts.size).toBeGreaterThan(1);
  expect(elsewhere).toEqual([]);
});

it.each(["rules/aws/sns/nowhere.yaml", "rules/nowhere"])("what is not there is no part of them: %s", async (path) => {
  expect((await found(path)).mistakes).not.toEqual([]);
});

it("a copy of a shipped rule elsewhere is a second rule of its name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demarc-rules-"));
  const { examples } = await loadWrittenRules(["rules/aws/sns"], io);
  writeFileSync(join(folder, "copy.yaml"), readFileSync(join(ROOT, examples[0]!.file)));
  expect((await found(folder)).mistakes).toContain("rule-id-twice");
  rmSync(folder, { recursive: true });
});
