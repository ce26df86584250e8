// Times demarc against what bounds it and against other engines, in rotation, and prints ratios: the machine's mood
// cancels out. One command prints the table and writes it as JSON.
// node bench/run.mjs [resources, default 20000] [rounds, default 5] [results, default bench/results.json]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { conditionsFor, ruleOf } from "./conditions.mjs";
import { documentsOf, writeEstate } from "./estate.mjs";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..");
const DEMARC = join(ROOT, "bin", "demarc.js");
const PEERS = ["duckdb", "cel", "json-rules-engine", "jsonata"];
const JUDGED = ["--as-of", "2026-11-20T12:00:00Z", "--fail-on", "none", "--no-config"];
const SMALL = 1000;
const TENTH = 10;

const [resources, rounds] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 5)];
const resultsFile = process.argv[4] ?? join(HERE, "results.json");
const results = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  resources,
  rounds,
  tables: [],
};
const folder = mkdtempSync(join(tmpdir(), "demarc-bench-"));
try {
  const { loadRules } = await import(join(ROOT, "dist", "api.js"));
  const library = await loadRules();
  const documents = await sampleDocuments();
  const aws = documentsOf(documents, "aws", library.rules);
  const azure = documentsOf(documents, "azure", library.rules);
  const estates = {
    aws: await estateOf("aws", aws, resources),
    awsTenth: await estateOf("aws-tenth", aws, Math.ceil(resources / TENTH)),
    awsSmall: await estateOf("aws-small", aws, SMALL),
    azure: await estateOf("azure", azure, resources),
  };
  const types = [...new Set(aws.map(({ type }) => type))].toSorted();
  console.log(
    `${resources} resources; ${types.length} types of AWS, ${new Set(azure.map(({ type }) => type)).size} of Azure`,
  );
  scans(estates, types);
  starts(estates);
  await peers(aws.filter(isWhole), library.fields);
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nwritten: ${resultsFile}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function scans({ aws, awsTenth, azure }, types) {
  const report = join(folder, "report");
  const two = [types[Math.floor(types.length / 3)], types[Math.floor((2 * types.length) / 3)]];
  const rows = {
    "counts only": [DEMARC, "scan", aws, ...JUDGED, "--quiet"],
    "every finding as json": [DEMARC, "scan", aws, ...JUDGED, "--format", `json=${report}.json`],
    "every pair as json": [DEMARC, "scan", aws, ...JUDGED, "--format", `json=${report}.json`, "--include", "all"],
    "a saved run": [DEMARC, "scan", aws, ...JUDGED, "--quiet", "--save", `${report}.ndjson`],
    [`two types (${two.join(", ")})`]: [
      DEMARC,
      "scan",
      aws,
      ...JUDGED,
      "--quiet",
      ...two.flatMap((type) => ["--type", type]),
    ],
    "counts only, a tenth of the resources": [DEMARC, "scan", awsTenth, ...JUDGED, "--quiet"],
  };
  compare(`AWS, ${resources} resources / parse only`, [join(HERE, "parse-only.mjs"), aws], rows);
  compare(`Azure, ${resources} resources / parse only`, [join(HERE, "parse-only.mjs"), azure], {
    "counts only": [DEMARC, "scan", azure, ...JUDGED, "--quiet"],
  });
}

function starts({ awsSmall }) {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  compare("start / empty Node", [empty], {
    "--help": [DEMARC, "--help"],
    "--version": [DEMARC, "--version"],
    "rules list": [DEMARC, "rules", "list"],
    [`scan of ${SMALL} resources`]: [DEMARC, "scan", awsSmall, ...JUDGED],
    demo: [DEMARC, "demo"],
  });
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
  compare("fifty conditions / demarc", [DEMARC, "scan", estate, ...JUDGED, ...own, "--quiet"], {
    "parse only": [join(HERE, "parse-only.mjs"), estate],
    ...commands,
  });
}

/** Other engines know no third truth and no party: only what demarc says pass or fail of can be compared. */
async function decidedOf(documents, own) {
  const judged = join(folder, "judged.json");
  const once = await estateOf("once", documents, documents.length);
  run([DEMARC, "scan", once, ...JUDGED, ...own, "--format", `json=${judged}`, "--include", "all"]);
  const { evaluations } = JSON.parse(readFileSync(judged, "utf8"));
  const open = new Set(evaluations.filter(({ outcome }) => outcome !== "pass").map(({ resource }) => resource.id));
  return documents.filter(({ id }) => !open.has(`${id}/0`));
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

/** Median of the ratios round by round; the first round warms the caches and is dropped. */
function compare(title, baseline, commands) {
  const rows = new Map(Object.keys(commands).map((name) => [name, []]));
  const base = [];
  for (let round = 0; round <= rounds; round++) {
    const limit = run(baseline);
    if (round > 0) base.push(limit);
    for (const [name, words] of Object.entries(commands)) {
      const measured = run(words);
      const ratio = measured.seconds / limit.seconds;
      const cpuRatio = measured.cpu / limit.cpu;
      if (round > 0) rows.get(name).push({ ...measured, ratio, cpuRatio });
    }
  }
  const table = { title, baseline: mediansOf(base), rows: {} };
  console.log(`\n${title} (${table.baseline.seconds.toFixed(2)} s, ${table.baseline.megabytes.toFixed(0)} MB)`);
  for (const [name, measured] of rows) {
    const row = (table.rows[name] = mediansOf(measured));
    const { ratio, cpuRatio, seconds, megabytes } = row;
    const told = `cpu ${cpuRatio.toFixed(2)}, ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
    console.log(`  ${ratio.toFixed(2).padStart(6)}  ${name}  (${told})`);
  }
  results.tables.push(table);
}

function mediansOf(measured) {
  const keys = Object.keys(measured[0]).filter((key) => typeof measured[0][key] === "number");
  return Object.fromEntries(keys.map((key) => [key, median(measured.map((one) => one[key]))]));
}

function run(words) {
  // The child says its own peak and processor time: no tool of the machine is needed.
  const report =
    "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();" +
    "process.stderr.write('\\n' + maxRSS + ' ' + (userCPUTime + systemCPUTime)); });";
  const from = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(report)}`, ...words],
    { maxBuffer: 1 << 30, encoding: "utf8" },
  );
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0 && status !== 3) throw new Error(`${words.join(" ")} left with ${status}: ${stderr}`);
  const [kilobytes, cpu] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, cpu: cpu / 1e6, megabytes: kilobytes / 1024, stdout };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
