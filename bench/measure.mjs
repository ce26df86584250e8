// Runs commands in rotation and keeps what each took, as ratios to a baseline of the same round.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

// Required, not imported: what loads an import is a part of what some of these programs do without.
const AT_EXIT = join(import.meta.dirname, "at-exit.cjs");

/** Everything that was measured, for the file of results. */
export const tables = [];

/**
 * Median of the ratios round by round; the first round warms the caches and is dropped. `rows`: by name the words of a
 * command, and where the project has set itself one the bar of its ratio, most or `least`.
 */
export function compare(title, baseline, rows, rounds) {
  const measured = new Map(Object.keys(rows).map((name) => [name, []]));
  const base = [];
  for (let round = 0; round <= rounds; round++) {
    const limit = run(baseline);
    if (round > 0) base.push(limit);
    for (const [name, { words }] of Object.entries(rows)) {
      const one = run(words);
      if (round > 0)
        measured.get(name).push({ ...one, ratio: one.seconds / limit.seconds, cpuRatio: one.cpu / limit.cpu });
    }
  }
  const table = { title, baseline: mediansOf(base), rows: {} };
  console.log(`\n${title} (${table.baseline.seconds.toFixed(2)} s, ${table.baseline.megabytes.toFixed(0)} MB)`);
  for (const [name, all] of measured) {
    const { bar, least } = rows[name];
    const wish = { ...(bar !== undefined && { bar }), ...(least !== undefined && { least }) };
    const row = (table.rows[name] = { ...mediansOf(all), ...wish });
    const { ratio, cpuRatio, seconds, megabytes } = row;
    const wanted =
      bar !== undefined ? `, bar ${bar.toFixed(2)}` : least !== undefined ? `, bar ≥ ${least.toFixed(2)}` : "";
    const memory = `${megabytes.toFixed(0)} MB, ${(megabytes / table.baseline.megabytes).toFixed(2)} times as much`;
    const told = `cpu ${cpuRatio.toFixed(2)}${wanted}, ${seconds.toFixed(2)} s, ${memory}`;
    console.log(`  ${ratio.toFixed(2).padStart(6)}  ${name}  (${told})`);
  }
  tables.push(table);
}

/** One run of each, for what is long or has a bar of its own, and its table; `limits`: seconds and megabytes. */
export function once(title, rows) {
  const table = { title, rows: {} };
  console.log(`\n${title}`);
  for (const [name, { words, limits }] of Object.entries(rows)) {
    const { seconds, cpu, megabytes } = run(words);
    table.rows[name] = { seconds, cpu, megabytes, ...(limits && { limits }) };
    const wanted = limits ? ` (bar ${limits.map(([most, unit]) => `${most} ${unit}`).join(", ")})` : "";
    console.log(`  ${seconds.toFixed(2)} s, cpu ${cpu.toFixed(2)} s, ${megabytes.toFixed(0)} MB  ${name}${wanted}`);
  }
  tables.push(table);
  return table;
}

function mediansOf(measured) {
  const keys = Object.keys(measured[0]).filter((key) => typeof measured[0][key] === "number");
  return Object.fromEntries(keys.map((key) => [key, median(measured.map((one) => one[key]))]));
}

// Certificates of the machine's owner take an empty Node as long again, and hide what a start costs beside it.
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...ENV } = process.env;

export function run(words) {
  const from = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", AT_EXIT, ...words], {
    env: ENV,
    maxBuffer: 1 << 30,
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0 && status !== 3) throw new Error(`${words.join(" ")} left with ${status}: ${stderr}`);
  const [kilobytes, cpu] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, cpu: cpu / 1e6, megabytes: kilobytes / 1024, stdout };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
