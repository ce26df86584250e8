import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { FilePart } from "./file-part.ts";

const NEWLINE = 10;
const HEADER = Buffer.from('{"header":');
const END = Buffer.from('{"end":');
const ACCOUNT_END = Buffer.from('\n{"account_end":');
/** Bytes. The last line of a snapshot is far shorter, and so are nearly all lines at the end of an account. */
const TAIL = 4096;
const CHUNK = 1 << 20;

/**
 * Time to take in what the others leave of a part, as a share of the time they take to judge it. Measured on a million
 * resources, 2026-11-22.
 */
const TAKING_IN = 0.2;

/**
 * Divides a plain snapshot into parts that take equally long: the first is smaller, because its judge also takes in
 * what the others leave. Each part except the last ends where the snapshot marks the end of accounts. Undefined for
 * anything else, and if there are not at least two parts. Only the bytes are examined; whether a part holds whole
 * accounts must be checked when it is read.
 */
export async function divideSnapshot(path: string, count: number): Promise<readonly FilePart[] | undefined> {
  // Opening a pipe blocks until its other end is opened.
  const found = count > 1 ? await stat(path) : undefined;
  if (!found?.isFile()) return undefined;
  const file = await open(path);
  try {
    const body = await lengthOfBody(file, found.size);
    if (body === undefined) return undefined;
    const borders = [0];
    const first = shareOfFirst(count);
    for (let part = 1; part < count; part++) {
      const share = first + ((1 - first) * (part - 1)) / (count - 1);
      const border = await borderFrom(file, Math.max(Math.floor(body * share), borders.at(-1)!), body);
      if (border !== undefined) borders.push(border);
    }
    const parts = borders.map((from, part) => ({ from, to: borders[part + 1] ?? body }));
    return parts.length > 1 ? parts : undefined;
  } finally {
    await file.close();
  }
}

/** Chosen so that judging the first part and taking in the others takes as long as judging one of the others. */
function shareOfFirst(count: number): number {
  const other = 1 / (count - 1);
  return Math.max(0, (other - TAKING_IN) / (1 + other - TAKING_IN));
}

/** The length without the end line; undefined if there is none, or if the file does not begin with a header. */
async function lengthOfBody(file: FileHandle, size: number): Promise<number | undefined> {
  const head = await bytesAt(file, 0, HEADER.length);
  const tail = await bytesAt(file, Math.max(0, size - TAIL), TAIL);
  const start = tail.lastIndexOf(NEWLINE, -2) + 1;
  const isWhole = head.equals(HEADER) && start > 0 && tail.subarray(start, start + END.length).equals(END);
  return isWhole ? size - tail.length + start : undefined;
}

/**
 * The position after the first line from `from` on that ends an account, and after any such lines directly following
 * it.
 */
async function borderFrom(file: FileHandle, from: number, body: number): Promise<number | undefined> {
  for (let position = from; position < body; position += CHUNK - ACCOUNT_END.length) {
    const chunk = await bytesAt(file, position, Math.min(CHUNK, body - position));
    const found = chunk.indexOf(ACCOUNT_END);
    if (found === -1) continue;
    const border = await behindEnds(file, position + found + 1);
    return border < body ? border : undefined;
  }
  return undefined;
}

/** Skips the lines from `start` on that end an account. */
async function behindEnds(file: FileHandle, start: number): Promise<number> {
  const lines = await bytesAt(file, start, TAIL);
  let end = lines.indexOf(NEWLINE);
  while (lines.subarray(end, end + ACCOUNT_END.length).equals(ACCOUNT_END)) {
    const next = lines.indexOf(NEWLINE, end + 1);
    if (next === -1) break;
    end = next;
  }
  return start + end + 1;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
