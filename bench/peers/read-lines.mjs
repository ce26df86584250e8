// What every engine in JavaScript shares: reading a file of JSON lines as fast as Node can, a line parsed and dropped.
import { openSync, readFileSync, readSync } from "node:fs";

const CHUNK = 1 << 20;

/** Calls `onValue` with every line's value and gives the number of lines. */
export function readLines(path, onValue) {
  let lines = 0;
  for (const block of blocksOf(path)) lines += eachLine(block, onValue);
  return lines;
}

/** For engines that answer later. One resource at a time: several at once took all of them twice as long. */
export async function eachResource(path, judge) {
  for (const block of blocksOf(path)) {
    const resources = [];
    eachLine(block, ({ resource }) => resource && resources.push(resource));
    for (const resource of resources) await judge(resource);
  }
}

/** Whole lines, about a megabyte of them. */
function* blocksOf(path) {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK);
  let rest = Buffer.alloc(0);
  for (let size; (size = readSync(file, buffer, 0, CHUNK, null)) > 0;) {
    const bytes = Buffer.concat([rest, buffer.subarray(0, size)]);
    const end = bytes.lastIndexOf(10) + 1;
    yield bytes.subarray(0, end);
    rest = Buffer.from(bytes.subarray(end));
  }
}

function eachLine(block, onValue) {
  let start = 0;
  let lines = 0;
  for (let end; (end = block.indexOf(10, start)) >= 0; start = end + 1) {
    onValue(JSON.parse(block.toString("utf8", start, end)));
    lines++;
  }
  return lines;
}

/** The conditions that a command was given; by type those that are asked of it. */
export function conditionsOf(path) {
  const conditions = JSON.parse(readFileSync(path, "utf8"));
  const types = new Set(conditions.flatMap((one) => one.types));
  return {
    conditions,
    byType: new Map([...types].map((type) => [type, conditions.filter((one) => one.types.includes(type))])),
    /** The counts of fails that all engines print. */
    fails: Object.fromEntries(conditions.map(({ id }) => [id, 0])),
  };
}

/** A condition's tree in the words of one engine: a function for each operator, given its operand. */
export function said(node, words, ...around) {
  const [[operator, operand]] = Object.entries(node);
  return words[operator](operand, ...around);
}

/** What is `days` old on the day that all engines judge by. */
export function daysAgo(days) {
  return new Date(Date.parse("2026-11-20T12:00:00Z") - days * 86_400_000).toISOString();
}
