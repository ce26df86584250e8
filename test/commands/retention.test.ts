import { join } from "node:path";
import { expect, it } from "vitest";
import { decideVerdict } from "../../src/assess/verdict.ts";
import { assess } from "../../src/commands/assess.ts";
import { retain, type Retention } from "../../src/commands/retention.ts";
import { readSource } from "../../src/inventory/read-source.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { PLAIN } from "../../src/report/style.ts";
import { renderText } from "../../src/report/text.ts";
import { library } from "../shipped.ts";

const ROOT = join(import.meta.dirname, "../..");
const estate: SnapshotEntry[] = [];
const source = readSource([join(ROOT, "fixtures/estate/aws"), join(ROOT, "fixtures/estate/azure")], {
  cwd: ROOT,
  stdin: null,
});
for await (const entry of source) estate.push(entry);

const TEXT = { format: [{ name: "text" as const }], include: [], groupBy: "rule" as const, quiet: false };

/** What the text says, and how many evaluations were kept for it. */
async function textOf(
  retention: Retention,
  entries: readonly SnapshotEntry[],
  quiet: boolean,
): Promise<{ text: string; kept: number }> {
  const run = await assess({
    library,
    rules: library.rules,
    batches: (async function* () {
      yield entries;
    })(),
    asOf: "2026-11-20T12:00:00Z",
    maxAge: 7,
    retention,
    version: "0.0.0",
    scopeName: "estate",
  });
  const causes = retention.causes?.(run);
  const page = { width: 100, ascii: true, style: PLAIN };
  const verdict = decideVerdict(run, { failOn: "low" });
  const text = renderText(run, { ...page, verdict, quiet, ...(causes && { causes }) });
  return { text, kept: run.evaluations.length };
}

/** Things first that come last, so that what is shown is not what came first. */
const backwards = [
  ...estate.filter((entry) => !("resource" in entry)),
  ...estate.filter((entry) => "resource" in entry).toReversed(),
];

it.each([
  ["as it is", estate, false],
  ["backwards", backwards, false],
  ["backwards, quiet", backwards, true],
])("the text says the same of a run that keeps a few and of one that keeps all: %s", async (_, entries, quiet) => {
  const few = await textOf(retain({ ...TEXT, quiet }), entries, quiet);
  const all = await textOf(retain({ ...TEXT, include: ["fail"] }), estate, quiet);
  expect(few.text).toBe(all.text);
  expect(few.kept).toBeLessThan(all.kept);
});

it.each([
  ["another format", { format: [{ name: "text" as const }, { name: "json" as const, file: "x" }] }],
  ["outcomes that were asked for", { include: ["unknown" as const] }],
  ["a run to be saved", { save: "run.ndjson" }],
  ["exemptions", { exemptions: "exemptions.yaml" }],
  ["a baseline", { baseline: "run.ndjson" }],
  ["owners", { owners: "owners.yaml" }],
  ["another order", { groupBy: "resource" as const }],
])("keeps all for %s", (_, choice) => {
  expect(retain({ ...TEXT, ...choice }).causes).toBeUndefined();
});

it("keeps of lists what they list, and with a saved run all that reports name", () => {
  const json = { ...TEXT, format: [{ name: "json" as const }] };
  expect([...retain(json).outcomes]).toEqual(["fail"]);
  expect([...retain({ ...json, include: ["unknown" as const] }).outcomes]).toEqual(["fail", "unknown"]);
  expect([...retain({ ...json, save: "run.ndjson" }).outcomes]).toContain("inherited");
  expect([...retain({ ...TEXT, format: [...TEXT.format, ...json.format] }).outcomes]).toContain("unknown");
});
