// What every engine in JavaScript shares: reading a file of JSON lines as fast as Node can, a line parsed and dropped.
import { openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;

/** Calls `onValue` with every line's value and gives the number of lines. */
export function readLines(path, onValue) {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK);
  let rest = Buffer.alloc(0);
  let lines = 0;
  for (let size; (size = readSync(file, buffer, 0, CHUNK, null)) > 0;) {
    const bytes = Buffer.concat([rest, buffer.subarray(0, size)]);
    let start = 0;
    for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
      onValue(JSON.parse(bytes.toString("utf8", start, end)));
      lines++;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  return lines;
}

/** Some hundred resources at a time, for engines that answer later. */
export async function eachResource(path, judge) {
  const waiting = [];
  readLines(path, ({ resource }) => resource && waiting.push(judge(resource)));
  await Promise.all(waiting);
}

/** Conditions by type, and the counts of fails that all engines print. */
export function byType(conditions) {
  const types = new Map();
  for (const one of conditions) types.set(one.type, [...(types.get(one.type) ?? []), one]);
  return types;
}

export function noFails(conditions) {
  return Object.fromEntries(conditions.map(({ id }) => [id, 0]));
}
