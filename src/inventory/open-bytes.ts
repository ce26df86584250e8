import { open } from "node:fs/promises";
import { Readable, pipeline } from "node:stream";

/**
 * The parsed documents of a chunk stay alive while they are judged, and are copied at each minor garbage collection:
 * chunks of 1 MiB made a scan a twentieth slower, and smaller ones than this take correspondingly more calls.
 */
const CHUNK = 1 << 18;
const GZIP = [0x1f, 0x8b];
const UTF8_BOM = [0xef, 0xbb, 0xbf];
const UTF16_BOM = [0xff, 0xfe];

/** Highest compression ratio: documents are repetitive, but nothing from a cloud packs more tightly than this. */
const MOST_GROWTH = 200;
/** Bytes. Up to this size a packed file may grow by any ratio. */
const SMALL_ENOUGH = 64 * 1024 * 1024;

/** A packed file grew larger than such files do. */
export class GrowsTooLarge extends Error {
  constructor() {
    super(`it expands to more than ${MOST_GROWTH} times its size`);
  }
}

/** Something that was not unpacked follows the packed data. */
export class NotUnpacked extends Error {
  constructor() {
    super("what follows the first part of the compressed file was not read");
  }
}

/**
 * The bytes of a file in chunks of about 256 KiB; the next is read while one is processed. A chunk is valid until the
 * next is requested, because allocating memory for each would cost more than reading it. Rejects with the system's
 * error if the file cannot be opened or read.
 */
export async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  const [first, second] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
  const readInto = (buffer: Buffer): Promise<Buffer> => {
    const read = file.read(buffer, 0, CHUNK, null).then(({ bytesRead }) => buffer.subarray(0, bytesRead));
    // The read may fail while the chunk before is being processed, or after nobody wants it any more.
    read.catch(() => {});
    return read;
  };
  let reading = readInto(first);
  try {
    for (let [free, busy] = [second, first]; ; [free, busy] = [busy, free]) {
      const chunk = await reading;
      if (chunk.length === 0) return;
      reading = readInto(free);
      yield chunk;
    }
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
}

/**
 * The text of a source as UTF-8 bytes: gzip is recognised by its first bytes, not by name, and unpacked as a stream,
 * with a `GrowsTooLarge` if a small file grows without end; a byte order mark is removed; UTF-16, which older
 * PowerShell writes with `>`, is converted to UTF-8.
 */
export async function* textBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const packed = await startOf(source, 2);
  const plain = await startOf(beginsWith(packed.start, GZIP) ? gunzip(packed.chunks) : packed.chunks, 3);
  if (beginsWith(plain.start, UTF16_BOM)) yield* fromUtf16(plain.chunks);
  else yield* withoutBom(plain.chunks, beginsWith(plain.start, UTF8_BOM) ? 3 : 0);
}

/** The first bytes (fewer only if the source has fewer), and all its bytes from the start. */
async function startOf(
  source: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ start: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < length) {
    const next = await iterator.next();
    if (next.done) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return { start, chunks: replay(start, iterator) };
}

async function* replay(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import("node:zlib");
  const unpack = createGunzip({ chunkSize: CHUNK });
  const packed = { length: 0, lastUsed: 0 };
  let length = 0;
  // The iteration over the unpacked stream throws what went wrong; the callback has nothing to add.
  for await (const chunk of pipeline(Readable.from(copied(chunks, packed)), unpack, () => {})) {
    length += (chunk as Uint8Array).length;
    if (length > SMALL_ENOUGH && length > unpack.bytesWritten * MOST_GROWTH) throw new GrowsTooLarge();
    yield chunk as Uint8Array;
  }
  // Unpacking ends at zeros that pad a block after the packed data; more may follow them.
  if (packed.lastUsed > unpack.bytesWritten) throw new NotUnpacked();
}

/** Copies the chunks, because unpacking requests the next one before it is done with the last. */
async function* copied(
  chunks: AsyncIterable<Uint8Array>,
  packed: { length: number; lastUsed: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const last = chunk.findLastIndex((byte) => byte !== 0);
    if (last !== -1) packed.lastUsed = packed.length + last + 1;
    packed.length += chunk.length;
    yield Buffer.from(chunk);
  }
}

async function* withoutBom(chunks: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Buffer> {
  let left = skip;
  for await (const chunk of chunks) {
    const bytes = asBuffer(chunk).subarray(left);
    left = 0;
    if (bytes.length > 0) yield bytes;
  }
}

async function* fromUtf16(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder("utf-16le");
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest);
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
