import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { FilePart } from "./file-part.ts";

const NEWLINE = 10;
const HEADER = Buffer.from('{"header":');
const END = Buffer.from('{"end":');
const ACCOUNT_END = Buffer.from('\n{"account_end":');
/** Bytes. The last line of a snapshot is far shorter, and of what is said at the end of accounts nearly all. */
const TAIL = 4096;
const CHUNK = 1 << 20;

/**
 * What it takes to take in what others leave of a part, of the time that they take to judge it. Measured on a million resources,
 * 2026-11-22.
 */
const TAKING_IN = 0.2;

/**
 * Parts of a plain snapshot that take as long each: the first is smaller, as whoever judges it also takes in what the others leave.
 * Each but the last goes up to where the snapshot says that accounts are at their end. Undefined for anything else, and where no
 * two parts are to be had. Only the bytes are looked at: that a part holds accounts whole must be seen when it is read.
 */
export async function divideSnapshot(path: string, count: number): Promise<readonly FilePart[] | undefined> {
  // To open a pipe takes until somebody opens its other end.
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

/** So that judging it and taking in the others takes as long as judging one of these. */
function shareOfFirst(count: number): number {
  const other = 1 / (count - 1);
  return Math.max(0, (other - TAKING_IN) / (1 + other - TAKING_IN));
}

/** Without the end line; undefined where there is none, or the file begins with no header. */
async function lengthOfBody(file: FileHandle, size: number): Promise<number | undefined> {
  const head = await bytesAt(file, 0, HEADER.length);
  const tail = await bytesAt(file, Math.max(0, size - TAIL), TAIL);
  const start = tail.lastIndexOf(NEWLINE, -2) + 1;
  const isWhole = head.equals(HEADER) && start > 0 && tail.subarray(start, start + END.length).equals(END);
  return isWhole ? size - tail.length + start : undefined;
}

/** Behind the first line after the position that ends an account, and those right behind it that do. */
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

/** The line that begins there ends an account. */
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
