import { closeSync, openSync, readSync } from "node:fs";

const NEWLINE = 10;
/** How many bytes are read at once. */
const CHUNK = 1 << 17;

/**
 * Returns the first `wanted` lines of a file, without their line breaks, or fewer if fewer lines end in one. Nothing after
 * them is read.
 *
 * @throws {Error} if the system cannot read the file.
 */
export function firstLines(path: string, wanted: number): string[] {
  const file = openSync(path, "r");
  try {
    for (let read: Buffer = Buffer.alloc(0); ;) {
      const buffer = Buffer.allocUnsafeSlow(CHUNK);
      const chunk = buffer.subarray(0, readSync(file, buffer));
      read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
      const lines = linesOf(read, wanted);
      if (lines.length === wanted || chunk.length === 0) return lines;
    }
  } finally {
    closeSync(file);
  }
}

function linesOf(bytes: Buffer, wanted: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1 && lines.length < wanted; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.toString("utf8", start, end));
    start = end + 1;
  }
  return lines;
}
