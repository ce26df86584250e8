#!/usr/bin/env node
"use strict";

// By it, not by import, the program asks for Node's own modules: to import one, Node looks at all that it exports, and loads its
// streams for some. Node 20.15 and older have none.
const { getBuiltinModule } = process;
const words = process.argv.slice(2);
const [word] = words;
const isVersion = word === "--version" || word === "-V";
const isHelp = word === "--help" || word === "-h";
if (getBuiltinModule === undefined) {
  process.stderr.write(`demarc: this is Node ${process.versions.node}; install Node 20.19 or newer\n`);
  process.exitCode = 2;
} else if (words.length === 1 && (isVersion || isHelp)) {
  // Asked by scripts and installers again and again, and known without any of the program. What takes none of it, the program names.
  process.stdout.once("error", runProgram);
  process.stdout.write(
    isHelp ? helpWithin(process.stdout.columns ?? 80) : `${JSON.parse(read("../package.json")).version}\n`,
  );
} else {
  // Must be on before the rest loads.
  const module = getBuiltinModule("node:module");
  if (module.enableCompileCache) {
    const { keepCompiled } = require("./keep-compiled.js");
    keepCompiled(module, { env: process.env, userId: process.getuid?.() });
  }
  runProgram();
}

/** To import it, Node would first load all that it takes to wait for a file; Node 20.18 and older can do nothing else. */
async function runProgram() {
  const { main } = process.features.require_module ? require("../dist/main.js") : await import("../dist/main.js");
  await main();
}

/**
 * The help as the build wrote it, for a terminal so many columns wide: as Commander would break its lines. A tab stands before what may
 * be broken, and below which the rest of it stands; where that has no forty columns, it is left as it is.
 */
function helpWithin(columns) {
  return read("../dist/help.txt").replaceAll(/^(.*)\t(.*)$/gm, (_, head, said) => {
    const room = columns - head.length;
    const lines = room < 40 ? [said] : said.match(new RegExp(`\\S.{0,${room - 1}}(?=\\s|$)`, "g"));
    return head + lines.join(`\n${" ".repeat(head.length)}`);
  });
}

function read(file) {
  return getBuiltinModule("node:fs").readFileSync(`${__dirname}/${file}`, "utf8");
}
