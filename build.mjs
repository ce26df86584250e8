// Builds `dist/`: the program as one split bundle, the rule pack, the sample estate and what the bundle holds of others. Same sources, same bytes.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { billOf, bundledPackages, noticesOf } from "./bundled-packages.mjs";

const ROOT = import.meta.dirname;
const DIST = join(ROOT, "dist");
const ESTATE_FILES = /(\.(json|ndjson|gz)|^(exemptions|owners|attestations)\.yaml)$/;

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
const bundled = await bundle();
await Promise.all([compileRules(), copyEstate(), writeNotices(bundled)]);

/** `main` is the program, `pack` compiles rules; what they share goes to chunks. Gives the paths of all inputs. */
async function bundle() {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: "src/cli/main.ts", api: "src/api/index.ts", pack: "src/commands/compile-pack.ts" },
    outdir: "dist",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // ES modules where a package has both: of the cloud SDKs only what is used gets into the bundle.
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    metafile: true,
    plugins: [unusedSchemas(), noSubprograms()],
    logLevel: "warning",
    // Some packages are CommonJS and ask for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  });
  return Object.keys(metafile.inputs);
}

/**
 * The AWS clients keep a schema of each of their shapes, with keys that are computed, so that nobody but us can know
 * that making them does nothing else. Said so, the schemas of calls that are never made stay out of the bundle.
 */
function unusedSchemas() {
  return {
    name: "unused-schemas",
    setup: ({ onLoad }) =>
      onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const schema = /^((?:export )?var \w+\$? = )(\[[^]*?\]);$/gm;
        return { contents: source.replaceAll(schema, "$1/* @__PURE__ */ (() => $2)();"), loader: "js" };
      }),
  };
}

/** Commander can start other programs and loads what that takes, the network included; we let it start none. */
function noSubprograms() {
  return {
    name: "no-subprograms",
    setup: ({ onLoad }) =>
      onLoad({ filter: /commander[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const loading = "const childProcess = require('node:child_process');";
        if (!source.includes(loading)) throw new Error("commander no longer loads child_process as it did");
        return { contents: source.replace(loading, "const childProcess = undefined;"), loader: "js" };
      }),
  };
}

async function compileRules() {
  const { compilePack } = await import(join(DIST, "pack.js"));
  const files = await compilePack(join(ROOT, "rules"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(DIST, name), `${text}\n`);
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

/** What of others is in the bundle, for people and for machines. */
async function writeNotices(inputs) {
  const packages = await bundledPackages(inputs);
  const own = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  await writeFile(join(DIST, "THIRD-PARTY-NOTICES.txt"), noticesOf(packages));
  await writeFile(join(DIST, "sbom.cdx.json"), `${JSON.stringify(billOf(packages, own), null, 2)}\n`);
}
