// Writes `dist/types/`: the declarations of what the package exports, and of nothing that these do not name.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./root.mjs";

const TYPES = join(ROOT, "dist", "types");
const ENTRY = "src/api/index.d.ts";
const IMPORT = /(from |import\()"(\.[^"]+)\.ts"/g;

const emitted = await mkdtemp(join(tmpdir(), "demarc-types-"));
try {
  const compiler = join(ROOT, "node_modules", ".bin", "tsc");
  execFileSync(compiler, ["-p", join(import.meta.dirname, "tsconfig.types.json"), "--outDir", emitted], {
    stdio: "inherit",
  });
  await rm(TYPES, { recursive: true, force: true });
  await copyReachable(ENTRY, new Set());
} finally {
  await rm(emitted, { recursive: true, force: true });
}

/** The file and all that it imports; sources name each other with `.ts`, a package's declarations with `.js`. */
async function copyReachable(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  const text = await readFile(join(emitted, file), "utf8");
  const target = join(TYPES, relative("src", file));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text.replaceAll(IMPORT, '$1"$2.js"'));
  for (const [, , path] of text.matchAll(IMPORT)) await copyReachable(`${join(dirname(file), path)}.d.ts`, seen);
}
