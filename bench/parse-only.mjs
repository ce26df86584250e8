// The limit: what it takes to read a file of JSON lines and parse each, and nothing else.
import { openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;
const file = openSync(process.argv[2], "r");
const buffer = Buffer.allocUnsafe(CHUNK);
let rest = Buffer.alloc(0);
let lines = 0;
for (let size; (size = readSync(file, buffer, 0, CHUNK, null)) > 0;) {
  const bytes = Buffer.concat([rest, buffer.subarray(0, size)]);
  let start = 0;
  for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
    JSON.parse(bytes.toString("utf8", start, end));
    lines++;
  }
  rest = Buffer.from(bytes.subarray(start));
}
console.log(lines);
