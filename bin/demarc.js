#!/usr/bin/env node
import { readFileSync } from "node:fs";
import module from "node:module";

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  // Asked by scripts and installers again and again, and known without any of the program.
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  // Nobody listens any more.
  process.stdout.on("error", () => (process.exitCode = 2));
  process.stdout.write(`${version}\n`);
} else {
  // Must be on before the rest loads.
  if (module.enableCompileCache) {
    const { keepCompiled } = await import("./keep-compiled.js");
    keepCompiled(module, { env: process.env, userId: process.getuid?.() });
  }
  const { main } = await import("../dist/main.js");
  await main();
}
