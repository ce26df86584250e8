import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { fileChunks } from "./open-bytes.ts";

const NEWLINE = 10;
const OPEN_OBJECT = 0x7b;
/** Bytes. Hashing fewer takes less time than starting a thread. */
const LARGE = 32 * 1024 * 1024;
/** Bytes. The last line of a snapshot is far shorter. */
const TAIL = 4096;

/** The first bytes of a file. */
export interface Part {
  readonly path: string;
  readonly length: number;
}

/** SHA-256 of the first bytes of one file, 64 hex digits; null if they cannot be read. */
export type DigestApart = (length: number) => Promise<string | null>;

/**
 * Hashes everything before the last line of a file in a separate thread, which runs the program `worker`, while the
 * file is read here. If another length is asked for, or the thread fails, the file is read again. Undefined if the file
 * is not a plain snapshot, or not worth a thread.
 */
export async function digestApart(path: string, worker: string): Promise<DigestApart | undefined> {
  const hashed = await lengthOfBody(path).catch(() => undefined);
  if (hashed === undefined) return undefined;
  const { Worker } = await import("node:worker_threads");
  const part: Part = { path, length: hashed };
  const thread = new Worker(worker, { workerData: part });
  const digest = new Promise<string | null>((resolve) => {
    // Once the message has settled the promise, the other events have no effect.
    thread.on("message", resolve).on("error", () => resolve(null));
    thread.on("exit", () => resolve(null));
  });
  // A caller that stops reading does not wait for it.
  thread.unref();
  return async (length) => {
    if (length !== hashed) return digestAgain(path, length);
    thread.ref();
    return (await digest) ?? digestAgain(path, length);
  };
}

async function digestAgain(path: string, length: number): Promise<string | null> {
  const hash = createHash("sha256");
  let left = length;
  try {
    for await (const chunk of fileChunks(path)) {
      hash.update(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) return hash.digest("hex");
    }
  } catch {
    // It was there a moment ago; a file that cannot be read again is no longer as it was written.
  }
  return null;
}

/** Undefined if the file is small or packed, or does not end in a separate line. */
async function lengthOfBody(path: string): Promise<number | undefined> {
  const file = await open(path);
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size < LARGE) return undefined;
    const [first] = await bytesAt(file, 0, 1);
    const tail = await bytesAt(file, found.size - TAIL, TAIL);
    const start = tail.lastIndexOf(NEWLINE, -2) + 1;
    return first === OPEN_OBJECT && start > 0 ? found.size - tail.length + start : undefined;
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
