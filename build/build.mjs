// Builds `dist/`: the program as one split bundle, the rule pack, the sample estate and what the bundle holds of others. Same sources, same bytes.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

/** What the program says of itself, each line whole; `bin/demarc.js` breaks them for a terminal. */
async function writeHelp() {
  const { runCommandLine } = await import(join(DIST, "main.js"));
  const stream = {
    text: "",
    columns: Infinity,
    on: () => {},
    write(text, done) {
      this.text += text;
      done();
    },
  };
  await runCommandLine({ argv: ["help"], env: {}, stdout: stream, stderr: stream });
  await writeFile(join(DIST, "help.txt"), breakable(stream.text));
}

/** With a tab before what may be broken: what is said of each word, and what stands at no margin. */
function breakable(help) {
  const { length } = /^ {2}-h, --help +/m.exec(help)[0];
  const said = new RegExp(`^(?:(?= {2}\\S).{${length - 2}} {2}|)(?=\\S)`, "gm");
  return help.replaceAll(said, "$&\t");
}

/** What of others is in the bundle, for people and for machines. */
async function writeNotices(inputs) {
  const packages = await bundledPackages(inputs);
  const own = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  await writeFile(join(DIST, "THIRD-PARTY-NOTICES.txt"), noticesOf(packages));
  await writeFile(join(DIST, "sbom.cdx.json"), `${JSON.stringify(billOf(packages, own), null, 2)}\n`);
}
