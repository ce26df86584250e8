import { compareRecords, type RecordOrder, type Records } from "../../report/records.ts";
import { compareText } from "../../model/compare-text.ts";
import { mergeSorted } from "./merge-sorted.ts";
import type { Spill, Spilled } from "./spill.ts";

/** Records to which more can be added. */
export interface PackedRecords extends Records {
  readonly add: (order: RecordOrder, text: string) => void;
  /** Moves all of them to disk, to be passed to another `enter`; nothing may be added afterwards. */
  readonly leave: () => LeftRecords;
  /** Adds the records that another thread left. */
  readonly enter: (left: LeftRecords) => void;
}

/** Sorted batches of records on disk. Plain data, so it can be sent between threads. */
export interface LeftRecords {
  readonly count: number;
  readonly aside: readonly Spilled[];
}

/** A record stored outside the heap, so that the garbage collector does not copy it. */
interface Packed extends RecordOrder {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** How many bytes are kept in memory before they are moved to disk. */
const BLOCK = 32 << 20;
const CHUNK = 1 << 20;
/** How many bytes are written at once. */
const PIECE = 1 << 18;
/** The most bytes of UTF-8 that one UTF-16 unit takes. */
const MOST_BYTES_A_UNIT = 3;

/** Collects records in any order. Beyond `block` bytes they are sorted and moved to disk, and merged when they are read. */
export function packRecords(spill: Spill, block = BLOCK): PackedRecords {
  /** Records in memory, by rule. */
  const kept = new Map<string, Packed[]>();
  const chunks = [Buffer.allocUnsafeSlow(0)];
  let chunk = 0;
  let used = 0;
  let size = 0;
  let count = 0;
  const aside: Spilled[] = [];

  const pack = (text: string): Pick<Packed, "bytes" | "from" | "to"> => {
    const most = text.length * MOST_BYTES_A_UNIT;
    if (most > CHUNK) {
      const bytes = Buffer.from(text);
      return { bytes, from: 0, to: bytes.length };
    }
    if (chunks[chunk]!.length - used < most) {
      chunks[++chunk] ??= Buffer.allocUnsafeSlow(CHUNK);
      used = 0;
    }
    const bytes = chunks[chunk]!;
    const from = used;
    used += bytes.write(text, from);
    return { bytes, from, to: used };
  };
  // The records of a rule mostly arrive in order.
  const sorted = (): Packed[] =>
    [...kept.keys()].toSorted().flatMap((rule) => kept.get(rule)!.toSorted((a, b) => compareText(a.place, b.place)));

  const putAside = (): void => {
    aside.push(spill.put(sorted()));
    kept.clear();
    [size, chunk, used] = [0, 0, 0];
  };

  return {
    get count() {
      return count;
    },
    add: ({ rule, place }, text) => {
      const { bytes, from, to } = pack(text);
      const packed = { rule, place, bytes, from, to };
      const group = kept.get(rule);
      if (group) group.push(packed);
      else kept.set(rule, [packed]);
      count++;
      size += packed.to - packed.from;
      if (size >= block) putAside();
    },
    leave: () => {
      if (size > 0) putAside();
      return { count, aside };
    },
    enter: (left) => {
      count += left.count;
      aside.push(...left.aside);
    },
    pieces: (between) => inPieces(mergeSorted([...aside.map(spill.read), sorted()], compareRecords), between),
  };
}

function* inPieces(records: Iterable<Packed>, between: string): Generator<Uint8Array, void> {
  const joint = Buffer.from(between);
  let piece = Buffer.allocUnsafeSlow(PIECE);
  let used = 0;
  let first = true;
  for (const { bytes, from, to } of records) {
    const needed = (first ? 0 : joint.length) + to - from;
    if (piece.length - used < needed) {
      if (used > 0) yield piece.subarray(0, used);
      piece = Buffer.allocUnsafeSlow(Math.max(PIECE, needed));
      used = 0;
    }
    if (!first) used += joint.copy(piece, used);
    used += bytes.copy(piece, used, from, to);
    first = false;
  }
  if (used > 0) yield piece.subarray(0, used);
}
