// Times demarc against what bounds it and against other engines, in rotation, and prints ratios: the machine's mood
// cancels out. One command prints the table and writes it as JSON.
// node bench/run.mjs [resources, default 20000] [rounds, default 5] [results, default bench/results.json]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { conditionsFor, ruleOf } from "./conditions.mjs";
import { documentsOf, writeEstate } from "./estate.mjs";
import { compare, once, run, tables } from "./measure.mjs";
import { ownRules } from "./own-rules.mjs";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const DEMARC = join(ROOT, "bin", "demarc.js");
const PEERS = ["duckdb", "cel", "json-rules-engine", "jsonata"];
const JUDGED = ["--as-of", "2026-11-20T12:00:00Z", "--fail-on", "none", "--no-config"];
const SMALL = 1000;
const SIZES = [10_000, 100_000, 1_000_000];
const FINDINGS = 10_000;
const OWN_RULES = 300;

const [resources, rounds] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 5)];
const resultsFile = process.argv[4] ?? join(HERE, "results.json");
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
  const aws = documentsOf(documents, "aws", library.rules);
  const azure = documentsOf(documents, "azure", library.rules);
  const types = [...new Set(aws.map(({ type }) => type))].toSorted();
  console.log(
    `${resources} resources; ${types.length} types of AWS, ${new Set(azure.map(({ type }) => type)).size} of Azure`,
  );
  const small = await estateOf("aws-small", aws, SMALL);
  starts(small);
  scans(await estateOf("aws", aws, resources), await estateOf("azure", azure, resources), types);
  await manyFindings(aws, small);
  await memory(aws);
  await peers(aws.filter(isWhole), library.fields);
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nwritten: ${resultsFile}`);
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
  once("memory", rows);
}

/** The same fifty conditions, one thread each; no time is shown before all have counted the same fails. */
async function peers(documents, fields) {
  if (!existsSync(join(HERE, "node_modules")))
    return console.log("\nother engines are left out: npm ci --prefix bench");
  const conditions = conditionsFor(documents, fields);
  const rules = join(folder, "rules");
  mkdirSync(rules);
  for (const one of conditions) writeFileSync(join(rules, `${one.id}.yaml`), ruleOf(one));
  const asked = join(folder, "conditions.json");
  writeFileSync(asked, JSON.stringify(conditions));
  const own = ["--rules", rules, ...conditions.flatMap(({ id }) => ["--rule", `aws-bench-${id}`])];
  const twoValued = await decidedOf(documents, own);
  const estate = await estateOf("two-valued", twoValued, resources);
  const commands = Object.fromEntries(PEERS.map((name) => [name, [join(HERE, "peers", `${name}.mjs`), estate, asked]]));
  const counted = join(folder, "counted.json");
  run([DEMARC, "scan", estate, ...JUDGED, ...own, "--format", `json=${counted}`]);
  const { by_rule: byRule } = JSON.parse(readFileSync(counted, "utf8")).summary;
  const expected = JSON.stringify(conditions.map(({ id }) => byRule[`aws-bench-${id}`].fail));
  for (const [name, words] of Object.entries(commands)) {
    const fails = JSON.parse(run(words).stdout);
    const found = JSON.stringify(conditions.map(({ id }) => fails[id]));
    if (found !== expected) throw new Error(`${name} counts otherwise than demarc:\n${found}\n${expected}`);
  }
  const rows = Object.entries({ "parse only": [join(HERE, "parse-only.mjs"), estate], ...commands });
  compare(
    "fifty conditions / demarc",
    [DEMARC, "scan", estate, ...JUDGED, ...own, "--quiet"],
    Object.fromEntries(rows.map(([name, words]) => [name, { words }])),
    rounds,
  );
}

/** Other engines know no third truth and no party: only what demarc says pass or fail of can be compared. */
async function decidedOf(documents, own) {
  const judged = join(folder, "judged.json");
  const once = await estateOf("once", documents, documents.length);
  run([DEMARC, "scan", once, ...JUDGED, ...own, "--format", `json=${judged}`, "--include", "all"]);
  const { evaluations } = JSON.parse(readFileSync(judged, "utf8"));
  const open = new Set(evaluations.filter(({ outcome }) => outcome !== "pass").map(({ resource }) => resource.id));
  return documents.filter(({ id }) => !open.has(id));
}

async function estateOf(name, documents, count) {
  const file = join(folder, `${name}.ndjson`);
  await writeEstate(file, documents, count);
  return file;
}

/** Nothing of it was refused and it is not old: only demarc would say of others that it does not know. */
function isWhole({ unread, confirmed_at: confirmed }) {
  return unread === undefined && confirmed !== undefined && confirmed > "2026-11-19";
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
