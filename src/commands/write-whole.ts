import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/**
 * Writes a file whole or not at all: beside it first, under its name when the last byte is on disk. Gzip by a name
 * that ends in `.gz`. Only the owner may read it: a report on an estate is nobody else's.
 */
export async function writeWhole(file: string, parts: Iterable<string>): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  const out = createWriteStream(unfinished, { mode: 0o600, flush: true });
  try {
    if (file.endsWith(".gz")) await pipeline(Readable.from(parts), createGzip(), out);
    else await pipeline(Readable.from(parts), out);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
