import { open } from "node:fs/promises";

const NEWLINE = 10;
/** Bytes. */
const CHUNK = 1 << 18;

/**
 * The first `wanted` lines of a file, without their line breaks; fewer where the file has fewer that end in one. What stands behind
 * them is not read. Rejects with the system's error.
 */
export async function firstLines(path: string, wanted: number): Promise<string[]> {
  const file = await open(path);
  try {
    for (let read: Buffer = Buffer.alloc(0); ;) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(CHUNK), 0, CHUNK, null);
      const chunk = buffer.subarray(0, bytesRead);
      read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
      const lines = linesOf(read, wanted);
      if (lines.length === wanted || bytesRead === 0) return lines;
    }
  } finally {
    await file.close();
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
