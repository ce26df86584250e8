// The program as a split bundle. What is loaded together lies in one file, as each file that is opened costs time.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./root.mjs";
import { withoutGoBetweens } from "./without-go-betweens.mjs";

/** `main` is the program, `pack` compiles rules, `digest-worker` and `part-worker` are threads'; what they share goes to chunks. */
const ENTRIES = {
  main: "src/cli/main.ts",
  api: "src/api/index.ts",
  pack: "src/commands/library/compile-pack.ts",
  "digest-worker": "src/inventory/digest-worker.ts",
  "part-worker": "src/commands/parts/part-worker.ts",
};
/** What is loaded one after the other: the command line, what keeps people's own rules, an offline scan that reports as text. */
const STAGES = {
  start: [ENTRIES.main],
  ownRules: ["src/commands/library/own-library.ts"],
  scan: ["src/commands/scan.ts", "src/report/text.ts"],
};

/** Writes it to `outdir`, or only says what it would hold; gives esbuild's account of it. Same sources, same bytes. */
export async function bundle(outdir, write = true) {
  const { metafile: apart } = await build(optionsFor(outdir, []));
  const built = await build(optionsFor(outdir, [oneFileAStage(apart)]));
  const texts = new Map(built.outputFiles.map(({ path, text }) => [slashed(relative(ROOT, path)), builtinsOf(text)]));
  const { texts: wanted, metafile } = withoutGoBetweens(texts, built.metafile);
  if (write) await mkdir(outdir, { recursive: true });
  if (write) await Promise.all(Array.from(wanted, ([path, text]) => writeFile(join(ROOT, path), text)));
  return metafile;
}

const slashed = (path) => path.replaceAll("\\", "/");

/** The sources that are loaded with one, and nothing that it only may load later: by file of the bundle. */
export function loadedWith(source, { outputs }) {
  const seen = new Set();
  const queue = Object.keys(outputs).filter((file) => Object.hasOwn(outputs[file].inputs, source));
  for (const file of queue) {
    if (seen.has(file)) continue;
    seen.add(file);
    const loaded = outputs[file].imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    queue.push(...loaded.map(({ path }) => path));
  }
  return new Map([...seen].map((file) => [file, Object.keys(outputs[file].inputs)]));
}

function optionsFor(outdir, plugins) {
  return {
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir,
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
    write: false,
    plugins: [...plugins, unusedSchemas(), commanderAsModules(), noCodeFromText()],
    logLevel: "warning",
    // Some packages are CommonJS and ask for Node's own modules by `require`.
    banner: { js: "const require = globalThis.process.getBuiltinModule;" },
  };
}

/** Asks for Node's own modules by name: to import one, Node looks at all that it exports, and loads its streams for some. */
function builtinsOf(text) {
  return text.replaceAll(/import(?:\{([^}]*)\}| (\w+) )from"(node:[\w/]+)";/g, (_, names, whole, name) => {
    const wanted = whole ?? `{${names.replaceAll(" as ", ":")}}`;
    return `const ${wanted}=globalThis.process.getBuiltinModule("${name}");`;
  });
}

/**
 * Esbuild puts two sources into one file where the same entries load them. So whatever loads a part of a stage is made to
 * load all of it: it is there already, or nearly always needed.
 */
function oneFileAStage(metafile) {
  const sourcesOf = (entry) =>
    [...loadedWith(entry, metafile).values()].flat().filter((source) => source.startsWith("src/"));
  const entries = Object.values(metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  const known = new Set();
  const stages = new Map();
  const loads = new Map(entries.map((entry) => [entry, []]));
  for (const [name, roots] of Object.entries(STAGES)) {
    const sources = new Set(roots.flatMap(sourcesOf).filter((source) => !known.has(source)));
    for (const source of sources) known.add(source);
    stages.set(name, [...sources]);
    for (const [entry, needed] of loads) if (sourcesOf(entry).some((source) => sources.has(source))) needed.push(name);
  }
  return {
    name: "one-file-a-stage",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^demarc:/ }, ({ path }) => ({ path: path.replace("demarc:", ""), namespace: "stage" }));
      onLoad({ filter: /./, namespace: "stage" }, ({ path: name }) => ({
        contents: stages
          .get(name)
          .map((source) => `import ${JSON.stringify(join(ROOT, source))};`)
          .join("\n"),
        resolveDir: ROOT,
      }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const needed = loads.get(slashed(relative(ROOT, path))) ?? [];
        const source = await readFile(path, "utf8");
        return { contents: [source, ...needed.map((name) => `import "demarc:${name}";`)].join("\n"), loader: "ts" };
      });
    },
  };
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

/**
 * Commander is CommonJS, which would be bundled as functions that the engine parses twice; as ES modules it is parsed once. It can
 * start other programs and loads what that takes, the network included; we let it start none.
 */
function commanderAsModules() {
  const rewritten = [
    ["const childProcess = require('node:child_process');", "const childProcess = undefined;"],
    [/^const (\w+) = require\('(node:\w+)'\)\.\1;$/gm, "import { $1 } from '$2';"],
    [/^const (\w+|\{[^}]*\}) = require\(('[^']+')\);$/gm, "import $1 from $2;"],
    [/^exports\.(\w+) = \1;/gm, "export { $1 };"],
  ];
  return {
    name: "commander-as-modules",
    setup: ({ onLoad }) => {
      onLoad({ filter: /commander[\\/]esm\.mjs$/ }, () => ({
        contents: ["argument", "command", "error", "help", "option"]
          .map((name) => `export * from "./lib/${name}.js";`)
          .join("\n"),
      }));
      onLoad({ filter: /commander[\\/]lib[\\/]\w+\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const contents = rewritten.reduce((text, [written, wanted]) => text.replace(written, wanted), source);
        if (/\brequire\(|^exports\./m.test(contents)) throw new Error("commander is no longer written as it was");
        return { contents, loader: "js" };
      });
    },
  };
}

/** Zod makes functions from text where that is allowed, and asks by making one. Here it never is: no text becomes code. */
function noCodeFromText() {
  return {
    name: "no-code-from-text",
    setup: ({ onLoad }) =>
      onLoad({ filter: /zod[\\/]v4[\\/]core[\\/](?:util|doc|compile)\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const making = "const F = Function;";
        if (!source.includes(making)) throw new Error("zod no longer makes functions as it did");
        return {
          contents: source.replace(making, 'const F = () => { throw new Error("no code from text"); };'),
          loader: "js",
        };
      }),
  };
}
