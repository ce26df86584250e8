import { join } from "node:path";
import { expect, it } from "vitest";
import { decideVerdict } from "../../../src/assess/verdict.ts";
import { assess } from "../../../src/commands/judged/assess.ts";
import { retain, retainAll, type Retention } from "../../../src/commands/judged/retention.ts";
import { readSource } from "../../../src/inventory/read-source.ts";
import type { SnapshotEntry } from "../../../src/model/resource.ts";
import type { Run } from "../../../src/model/run.ts";
import { csvLines } from "../../../src/report/csv.ts";
import { jsonChunks } from "../../../src/report/json.ts";
import { runPieces } from "../../../src/report/run-file.ts";
import { textOf } from "../../../src/report/records.ts";
import { PLAIN } from "../../../src/report/style.ts";
import { renderText } from "../../../src/report/text.ts";
import { library } from "../../shipped.ts";
import { renderCsv, renderJson } from "../../report/rendered.ts";

const ROOT = join(import.meta.dirname, "../../..");
const estate: SnapshotEntry[] = [];
const source = readSource([join(ROOT, "fixtures/estate/aws"), join(ROOT, "fixtures/estate/azure")], {
  cwd: ROOT,
  stdin: null,
});
for await (const entry of source) estate.push(entry);

const TEXT = { format: [{ name: "text" as const }], include: [], groupBy: "rule" as const, quiet: false };

async function runOf(retention: Retention, entries: readonly SnapshotEntry[]): Promise<Run> {
  return assess({
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
}

/** What the text says, and how many evaluations were kept for it. */
async function renderedText(
  retention: Retention,
  entries: readonly SnapshotEntry[],
  quiet: boolean,
): Promise<{ text: string; kept: number }> {
  const run = await runOf(retention, entries);
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
  const few = await renderedText(await retain({ ...TEXT, quiet }, []), entries, quiet);
  const all = await renderedText(await retain({ ...TEXT, include: ["fail"] }, []), estate, quiet);
  expect(few.text).toBe(all.text);
  expect(few.kept).toBeLessThan(all.kept);
});

it.each([
  ["another format", { format: [{ name: "text" as const }, { name: "html" as const, file: "x" }] }],
  ["outcomes that were asked for", { include: ["unknown" as const] }],
  ["a run to be saved with a page", { save: "run.ndjson", format: [{ name: "html" as const, file: "x" }] }],
  ["exemptions", { exemptions: "exemptions.yaml" }],
  ["a baseline", { baseline: "run.ndjson" }],
  ["owners", { owners: "owners.yaml" }],
  ["evidence that is required", { requireEvidence: true }],
  ["another order", { groupBy: "resource" as const }],
  ["a report for each account", { format: [{ name: "json" as const, file: "{account}.json" }] }],
])("keeps all for %s", async (_, choice) => {
  const retention = await retain({ ...TEXT, ...choice }, []);
  expect(retention.causes).toBeUndefined();
  expect(retention.written).toBeUndefined();
});

const JSON_AND_CSV = { ...TEXT, format: [{ name: "json" as const }, { name: "csv" as const, file: "x" }] };

it("makes of lists what they list, and with a saved run all that reports name", async () => {
  const outcomesOf = async (choice: Parameters<typeof retain>[0]): Promise<string[]> => [
    ...(await retain(choice, [])).outcomes,
  ];
  expect(await outcomesOf(JSON_AND_CSV)).toEqual(["fail"]);
  expect(await outcomesOf({ ...JSON_AND_CSV, include: ["unknown"] })).toEqual(["fail", "unknown"]);
  expect(await outcomesOf({ ...JSON_AND_CSV, save: "run.ndjson" })).toContain("inherited");
  expect(await outcomesOf({ ...JSON_AND_CSV, format: [...TEXT.format, ...JSON_AND_CSV.format] })).toContain("unknown");
});

it.each([
  ["findings alone", [], estate],
  ["backwards, with what is unknown", ["unknown"], backwards],
  ["everything", "all", backwards],
] as const)(
  "lists say the same, written while things are judged or of a run that holds all: %s",
  async (_, include, entries) => {
    const written = await retain({ ...JSON_AND_CSV, include, save: "run.ndjson" }, library.rules);
    const streamed = await runOf(written, entries);
    const whole = await runOf(retainAll(include), estate);
    expect(streamed.evaluations).toEqual([]);
    const { json, csv, run } = written.written!;
    expect(textOf(runPieces(streamed, run!))).toBe(textOf(runPieces(whole)));
    expect(textOf(jsonChunks(streamed, { include, records: json! }))).toBe(renderJson(whole, { include }));
    expect(textOf(csvLines(streamed, { include, records: csv! }))).toBe(renderCsv(whole, { include }));
  },
);

it.each([
  ["a list", { format: [...TEXT.format, ...JSON_AND_CSV.format] }],
  ["a saved run", { save: "run.ndjson" }],
])("the text beside %s says what the text alone says", async (_, choice) => {
  const beside = await renderedText(await retain({ ...TEXT, ...choice }, library.rules), backwards, false);
  const alone = await renderedText(await retain(TEXT, []), estate, false);
  expect(beside).toEqual(alone);
});
