#!/usr/bin/env node

// Not imported: Node would look at all that they export, and load its streams for that.
const { readFileSync } = process.getBuiltinModule("node:fs");
const module = process.getBuiltinModule("node:module");

const words = process.argv.slice(2);
const [word] = words;
const isVersion = word === "--version" || word === "-V";
// Lines of a terminal may be longer or shorter than those that the build wrote for all else.
const isHelp = (word === "--help" || word === "-h") && !process.stdout.isTTY;
if (words.length === 1 && (isVersion || isHelp)) {
  // Asked by scripts and installers again and again, and known without any of the program. On an error nobody listens any more.
  process.stdout.on("error", () => (process.exitCode = 2));
  process.stdout.write(isHelp ? read("../dist/help.txt") : `${JSON.parse(read("../package.json")).version}\n`);
} else {
  // Must be on before the rest loads.
  if (module.enableCompileCache) {
    const { keepCompiled } = await import("./keep-compiled.js");
    keepCompiled(module, { env: process.env, userId: process.getuid?.() });
  }
  const { main } = await import("../dist/main.js");
  await main();
}

function read(file) {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
