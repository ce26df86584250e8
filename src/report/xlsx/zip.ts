import { constants, crc32, deflateRawSync } from "node:zlib";
import { tooLarge } from "../too-large.ts";

export interface ZippedFile {
  readonly name: string;
  readonly text: Iterable<string>;
}

const VERSION = 20;
/** Sizes stand behind each file, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, 00:00: the first moment that a zip can name. The same content is the same bytes. */
const [TIME, DATE] = [0, 0x21];
const SIZES_LENGTH = 16;
/** The largest size and place that can be said. */
const LARGEST = 0xffff_ffff;

/**
 * The files as a zip, in pieces: of a file no more than a piece is held.
 *
 * @throws {DiagnosticError} where one is larger than a zip can say, or begins or ends beyond that.
 */
export function* zipOf(files: Iterable<ZippedFile>, largest = LARGEST): Generator<Uint8Array, void> {
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, text } of files) {
    const head = headOf(name);
    yield head;
    const sums = yield* deflated(text);
    const end = at + head.length + sums.packed + SIZES_LENGTH;
    if (Math.max(end, sums.whole) > largest)
      throw tooLarge("xlsx", `a workbook of more than ${largest} bytes cannot be read`);
    yield numbers([4, 0x08074b50], ...sizesOf(sums));
    entries.push(entryOf(name, sums, at));
    at = end;
  }
  const directory = Buffer.concat(entries);
  yield directory;
  yield numbers(
    [4, 0x06054b50],
    [4, 0],
    [2, entries.length],
    [2, entries.length],
    [4, directory.length],
    [4, at],
    [2, 0],
  );
}

interface Sums {
  readonly crc: number;
  readonly packed: number;
  readonly whole: number;
}

/** What is compressed at once. */
const PIECE = 1 << 18;
/** A sixth larger than at the usual 6, in a quarter of the time. */
const LEVEL = 2;
/** A last block with nothing in it: what stands before ends where a byte ends, and could go on. */
const LAST_BLOCK = Uint8Array.of(3, 0);

function* deflated(text: Iterable<string>): Generator<Uint8Array, Sums> {
  let [crc, packed, whole] = [0, 0, 0];
  for (const piece of gathered(text)) {
    const bytes = Buffer.from(piece);
    const block = deflateRawSync(bytes, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH });
    yield block;
    crc = crc32(bytes, crc);
    packed += block.length;
    whole += bytes.length;
  }
  yield LAST_BLOCK;
  return { crc, packed: packed + LAST_BLOCK.length, whole };
}

function* gathered(texts: Iterable<string>): Generator<string, void> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** How many bytes, and the number. */
type Field = readonly [bytes: 2 | 4, value: number];

const COMMON: readonly Field[] = [
  [2, VERSION],
  [2, FLAGS],
  [2, DEFLATED],
  [2, TIME],
  [2, DATE],
];

function headOf(name: string): Buffer {
  const unsaid = sizesOf({ crc: 0, packed: 0, whole: 0 });
  const bytes = Buffer.from(name);
  return Buffer.concat([numbers([4, 0x04034b50], ...COMMON, ...unsaid, [2, bytes.length], [2, 0]), bytes]);
}

/** What the directory at the end says of a file that begins there. */
function entryOf(name: string, sums: Sums, at: number): Buffer {
  const bytes = Buffer.from(name);
  const rest: readonly Field[] = [
    [2, bytes.length],
    [4, 0],
    [4, 0],
    [4, 0],
    [4, at],
  ];
  return Buffer.concat([numbers([4, 0x02014b50], [2, VERSION], ...COMMON, ...sizesOf(sums), ...rest), bytes]);
}

function sizesOf({ crc, packed, whole }: Sums): Field[] {
  return [
    [4, crc],
    [4, packed],
    [4, whole],
  ];
}

function numbers(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [length]) => sum + length, 0));
  fields.reduce((at, [length, value]) => bytes.writeUIntLE(value, at, length), 0);
  return bytes;
}
