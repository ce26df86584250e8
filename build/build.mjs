// Builds `dist/`: the program as one split bundle, the rule pack, the sample estate and what the bundle holds of others. Same sources, same bytes.
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundle } from "./bundle.mjs";
import { billOf, bundledPackages, noticesOf } from "./bundled-packages.mjs";
import { ROOT } from "./root.mjs";

const DIST = join(ROOT, "dist");
const ESTATE_FILES = /(\.(json|ndjson|gz)|^(exemptions|owners|attestations)\.yaml)$/;

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
const { inputs } = await bundle(DIST);
await Promise.all([compileRules(), copyEstate(), writeHelp(), writeNotices(Object.keys(inputs))]);

async function compileRules() {
  const { compilePack } = await import(join(DIST, "pack.js"));
  const files = await compilePack(join(ROOT, "rules"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(DIST, name), text);
}

async function copyEstate() {
  const from = join(ROOT, "fixtures", "estate");
  const files = await readdir(from, { recursive: true });
  for (const folder of ["aws", "azure"]) await mkdir(join(DIST, "estate", folder), { recursive: true });
  for (const file of files.filter((name) => ESTATE_FILES.test(name)).toSorted()) {
    const [source, target] = [join(from, file), join(DIST, "estate", file)];
    if (!file.endsWith(".json")) await cp(source, target);
    else await writeFile(target, JSON.stringify(JSON.parse(await readFile(source, "utf8"))));
  }
}

/** What the program says of itself where nobody says how wide it is to be. */
async function writeHelp() {
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, "bin", "demarc.js"), "help"]);
  await writeFile(join(DIST, "help.txt"), stdout);
}

/** What of others is in the bundle, for people and for machines. */
async function writeNotices(inputs) {
  const packages = await bundledPackages(inputs);
  const own = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  await writeFile(join(DIST, "THIRD-PARTY-NOTICES.txt"), noticesOf(packages));
  await writeFile(join(DIST, "sbom.cdx.json"), `${JSON.stringify(billOf(packages, own), null, 2)}\n`);
}
