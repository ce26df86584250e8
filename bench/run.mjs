// Times demarc against what bounds it and against other engines, in rotation, and prints ratios: the machine's mood
// cancels out. One command prints the table and writes it as JSON.
// node bench/run.mjs [resources, default 20000] [rounds, default 5] [--only TABLE]… [--results FILE]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { documentsOf, readsOf, writeEstate } from "./estate.mjs";
import { compare, once, run, tables } from "./measure.mjs";
import { ownRules } from "./own-rules.mjs";
import { peers } from "./peers.mjs";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const DEMARC = join(ROOT, "bin", "demarc.js");
const JUDGED = ["--as-of", "2026-11-20T12:00:00Z", "--fail-on", "none", "--no-config"];
const SMALL = 1000;
const SIZES = [10_000, 100_000, 1_000_000];
const FINDINGS = 10_000;
const OWN_RULES = 300;

const TABLES = ["start", "scan", "page", "memory", "peers"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", multiple: true, default: TABLES },
    results: { type: "string", default: join(HERE, "results.json") },
  },
});
const [resources = 20_000, rounds = 5] = positionals.map(Number);
const unknown = values.only.filter((name) => !TABLES.includes(name));
if (unknown.length > 0) throw new Error(`no table ${unknown.join(", ")}; there are ${TABLES.join(", ")}`);
const results = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  resources,
  rounds,
  tables,
};
const folder = mkdtempSync(join(tmpdir(), "demarc-bench-"));
try {
  const { loadRules } = await import(join(ROOT, "dist", "api.js"));
  const library = await loadRules();
  const documents = await sampleDocuments();
  const [aws, azure] = ["aws", "azure"].map((provider) => {
    const own = documentsOf(documents, provider, library.rules);
    return { documents: own, reads: readsOf(own, library) };
  });
  console.log(`${resources} resources; ${typesOf(aws).length} types of AWS, ${typesOf(azure).length} of Azure`);
  const table = {
    start: async () => starts(await estateOf("aws-small", aws, SMALL)),
    scan: async () =>
      scans(await estateOf("aws", aws, resources), await estateOf("azure", azure, resources), typesOf(aws)),
    page: async () => manyFindings(aws, await estateOf("aws-small", aws, SMALL)),
    memory: () => memory(aws),
    peers: () =>
      peers(aws.documents, library.fields, {
        folder,
        resources,
        rounds,
        judged: [DEMARC, "scan", ...JUDGED],
        estateOf: (name, own, count) => estateOf(name, { documents: own, reads: [] }, count),
      }),
  };
  for (const name of TABLES) if (values.only.includes(name)) await table[name]();
  writeFileSync(values.results, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nwritten: ${values.results}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function scans(aws, azure, types) {
  const report = join(folder, "report");
  const two = [types[Math.floor(types.length / 3)], types[Math.floor((2 * types.length) / 3)]];
  const scan = (...words) => [DEMARC, "scan", aws, ...JUDGED, ...words];
  const json = ["--format", `json=${report}.json`];
  const ofTwo = two.flatMap((type) => ["--type", type]);
  const parse = join(HERE, "parse-only.mjs");
  const rows = {
    "counts and the first findings": { words: scan("--quiet"), bar: 1.6 },
    "every finding as json": { words: scan(...json), bar: 2.2 },
    "every pair as json": { words: scan(...json, "--include", "all") },
    "a saved run": { words: scan("--quiet", "--save", `${report}.ndjson`) },
    [`two types (${two.join(", ")})`]: { words: scan("--quiet", ...ofTwo), bar: 0.4 },
  };
  compare(`AWS, ${resources} resources / parse only`, [parse, aws], rows, rounds);
  const words = [DEMARC, "scan", azure, ...JUDGED, "--quiet"];
  compare(
    `Azure, ${resources} resources / parse only`,
    [parse, azure],
    { "counts and the first findings": { words, bar: 1.6 } },
    rounds,
  );
}

function starts(small) {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const own = ownRules(join(folder, "own"), OWN_RULES);
  const rows = {
    "--help": { words: [DEMARC, "--help"], bar: 1.25 },
    "--version": { words: [DEMARC, "--version"], bar: 1.25 },
    "rules list": { words: [DEMARC, "rules", "list"], bar: 1.4 },
    [`rules list with ${OWN_RULES} own rules, second run`]: {
      words: [DEMARC, "rules", "list", "--rules", own],
      bar: 1.5,
    },
    [`scan of ${SMALL} resources`]: { words: [DEMARC, "scan", small, ...JUDGED], bar: 2 },
    demo: { words: [DEMARC, "demo"] },
  };
  compare("start / empty Node", [empty], rows, Math.max(rounds, 7));
}

/** An estate with at least so many findings, as a page. */
async function manyFindings(aws, small) {
  const counted = join(folder, "counted.json");
  run([DEMARC, "scan", small, ...JUDGED, "--quiet", "--format", `json=${counted}`]);
  const { fail } = JSON.parse(readFileSync(counted, "utf8")).summary;
  const estate = await estateOf("findings", aws, Math.ceil((FINDINGS / fail) * SMALL * 1.1));
  const saved = join(folder, "findings-run.ndjson");
  run([DEMARC, "scan", estate, ...JUDGED, "--quiet", "--save", saved]);
  const words = [
    DEMARC,
    "report",
    saved,
    "--no-config",
    "--fail-on",
    "none",
    "--format",
    `html=${join(folder, "page.html")}`,
  ];
  const limits = [
    [2, "s"],
    [300, "MB"],
  ];
  once("a page of a saved run", { [`html of ${FINDINGS} findings and more`]: { words, limits } });
}

/** Counts only, everything that rules relate to included; one run of each size up to that which was asked for. */
async function memory(aws) {
  const rows = {};
  for (const size of SIZES.filter((one) => one <= Math.max(resources, SIZES[0]))) {
    const words = [DEMARC, "scan", await estateOf(`aws-${size}`, aws, size), ...JUDGED, "--quiet"];
    rows[`${size} resources`] = { words, limits: [[250, "MB"]] };
  }
  const measured = Object.values(once("memory", rows).rows);
  const growth = measured.at(-1).megabytes / measured[0].megabytes;
  if (rows["1000000 resources"]) console.log(`  ${growth.toFixed(2)} times as much as ${SIZES[0]} resources (bar 2.5)`);
}

function typesOf({ documents }) {
  return [...new Set(documents.map(({ type }) => type))].toSorted();
}

async function estateOf(name, sample, count) {
  const file = join(folder, `${name}.ndjson`);
  await writeEstate(file, sample, count);
  return file;
}

/** The documents of the sample estate, as the reader makes them. */
async function sampleDocuments() {
  const reader = join(folder, "reader.mjs");
  const entry = join(ROOT, "src", "inventory", "read-source.ts");
  await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", outfile: reader });
  const { readSource } = await import(reader);
  const documents = [];
  const source = readSource([join(ROOT, "fixtures", "estate")], { cwd: ROOT, stdin: null });
  for await (const { resource } of source) if (resource) documents.push(resource);
  return documents;
}
