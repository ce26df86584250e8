// Times demarc against what bounds it, in rotation, and prints ratios: the machine's mood cancels out.
// node bench/run.mjs [resources, default 20000] [rounds, default 5]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { writeEstate } from "./estate.mjs";

const ROOT = join(import.meta.dirname, "..");
const [resources = 20_000, rounds = 5] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "demarc-bench-"));
try {
  const estate = join(folder, "estate.ndjson");
  await writeEstate(estate, await sampleDocuments(folder), resources);
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const demarc = join(ROOT, "bin", "demarc.js");
  const scan = ["scan", estate, "--as-of", "2026-11-20T12:00:00Z", "--fail-on", "none"];
  compare(`${resources} resources / parse only`, [join(import.meta.dirname, "parse-only.mjs"), estate], {
    "scan, the summary as text": [demarc, ...scan, "--quiet"],
    "scan, every finding as json": [demarc, ...scan, "--format", `json=${join(folder, "report.json")}`],
  });
  compare("start / empty Node", [empty], {
    "--help": [demarc, "--help"],
    "rules list": [demarc, "rules", "list"],
    demo: [demarc, "demo"],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The AWS documents of the sample estate, as the reader makes them. */
async function sampleDocuments(into) {
  const reader = join(into, "reader.mjs");
  const entry = join(ROOT, "src", "inventory", "read-source.ts");
  await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", outfile: reader });
  const { readSource } = await import(reader);
  const documents = [];
  const source = readSource([join(ROOT, "fixtures", "estate", "aws")], { cwd: ROOT, stdin: null });
  for await (const { resource } of source) if (resource) documents.push(resource);
  return documents;
}

/** Median of the ratios round by round; the first round warms the caches and is dropped. */
function compare(title, baseline, commands) {
  const ratios = new Map(Object.keys(commands).map((name) => [name, []]));
  const base = [];
  for (let round = 0; round <= rounds; round++) {
    const limit = run(baseline);
    if (round > 0) base.push(limit);
    for (const [name, words] of Object.entries(commands)) {
      const { seconds, megabytes } = run(words);
      if (round > 0) ratios.get(name).push({ ratio: seconds / limit.seconds, seconds, megabytes });
    }
  }
  console.log(
    `\n${title} (${median(base.map(({ seconds }) => seconds)).toFixed(2)} s, ${median(base.map(({ megabytes }) => megabytes)).toFixed(0)} MB)`,
  );
  for (const [name, rows] of ratios) {
    const of = (key) => median(rows.map((row) => row[key]));
    console.log(
      `  ${of("ratio").toFixed(2).padStart(6)}  ${name}  (${of("seconds").toFixed(2)} s, ${of("megabytes").toFixed(0)} MB)`,
    );
  }
}

function run(words) {
  // The child says its own peak: no tool of the machine is needed.
  const report = "process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS));";
  const from = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [
    "--import",
    `data:text/javascript,${encodeURIComponent(report)}`,
    ...words,
  ]);
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0 && status !== 3) throw new Error(`${words.join(" ")} left with ${status}: ${stderr}`);
  return { seconds, megabytes: Number(stderr.toString().trim().split("\n").at(-1)) / 1024 };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
