#!/usr/bin/env node
import module from "node:module";

// Compiled code is kept between runs where Node can do it (22.1 and later); it must be on before the rest loads.
module.enableCompileCache?.();

const { main } = await import("../dist/main.js");
await main();
