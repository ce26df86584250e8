// The limit: what it takes to read a file of JSON lines and parse each, and nothing else.
import { readLines } from "./peers/read-lines.mjs";

console.log(readLines(process.argv[2], () => {}));
