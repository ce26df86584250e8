// The same fifty conditions in every engine, one thread each; no time is shown before all have counted the same fails.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { conditionsFor } from "./conditions.mjs";
import { compare, run } from "./measure.mjs";
import { ruleOf } from "./rule-of.mjs";

const HERE = import.meta.dirname;
/** How many times demarc's time each should take at least. */
const LEAST = { duckdb: 1.25, cel: 2, "json-rules-engine": 5, jsonata: 6 };

/** `judged`: the words of a scan but for its file; `estateOf(name, documents, count)` writes one. */
export async function peers(documents, fields, { folder, resources, rounds, judged, estateOf }) {
  if (!existsSync(join(HERE, "node_modules")))
    return console.log("\nother engines are left out: npm ci --prefix bench");
  const whole = documents.filter(isWhole);
  const conditions = conditionsFor([...new Set(whole.map(({ type }) => type))].toSorted());
  const rules = join(folder, "rules");
  mkdirSync(rules);
  for (const one of conditions) writeFileSync(join(rules, `${one.id}.yaml`), ruleOf(one, fields));
  const asked = join(folder, "conditions.json");
  writeFileSync(asked, JSON.stringify(conditions));
  const report = join(folder, "judged.json");
  const scan = [...judged, "--rules", rules, ...conditions.flatMap(({ id }) => ["--rule", `aws-bench-${id}`])];
  const judge = (file, ...words) => {
    run([...scan, file, "--quiet", "--format", `json=${report}`, ...words]);
    return JSON.parse(readFileSync(report, "utf8"));
  };
  const decided = decidedOf(whole, judge(await estateOf("once", whole, whole.length), "--include", "all"));
  const estate = await estateOf("two-valued", decided, resources);
  const { summary } = judge(estate);
  const expected = JSON.stringify(conditions.map(({ id }) => summary.by_rule[`aws-bench-${id}`].fail));
  const commands = Object.keys(LEAST).map((name) => [name, [join(HERE, "peers", `${name}.mjs`), estate, asked]]);
  for (const [name, words] of commands) {
    const fails = JSON.parse(run(words).stdout);
    const found = JSON.stringify(conditions.map(({ id }) => fails[id]));
    if (found !== expected) throw new Error(`${name} counts otherwise than demarc:\n${found}\n${expected}`);
  }
  const types = new Set(decided.map(({ type }) => type)).size;
  console.log(
    `\n${conditions.length} conditions of ${resources} resources of ${types} types: ` +
      `${(summary.pairs / resources).toFixed(2)} evaluations a resource, ${Math.round((100 * summary.fail) / summary.pairs)} % fail`,
  );
  const rows = commands.map(([name, words]) => [name, { words, least: LEAST[name] }]);
  compare(
    "fifty conditions / demarc",
    [...scan, estate, "--quiet"],
    { "parse only": { words: [join(HERE, "parse-only.mjs"), estate] }, ...Object.fromEntries(rows) },
    rounds,
  );
}

/** Nothing of it was refused and it is not old: only demarc would say of others that it does not know. */
function isWhole({ unread, confirmed_at: confirmed }) {
  return unread === undefined && confirmed !== undefined && confirmed > "2026-11-19";
}

/** Other engines know no third truth and no party: only what demarc says pass or fail of, and nothing else, can be compared. */
function decidedOf(documents, { findings, evaluations }) {
  const open = new Set(evaluations.filter(({ outcome }) => outcome !== "pass").map(({ resource }) => keyOf(resource)));
  const judged = new Set([...findings, ...evaluations].map(({ resource }) => keyOf(resource)));
  return documents.filter((one) => judged.has(keyOf(one)) && !open.has(keyOf(one)));
}

function keyOf({ id, region }) {
  return `${region} ${id}`;
}
