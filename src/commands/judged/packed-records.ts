import { compareRecords, type RecordOrder, type Records } from "../../report/records.ts";
import { compareText } from "../../model/compare-text.ts";
import { mergeSorted } from "./merge-sorted.ts";
import type { Spill, Spilled } from "./spill.ts";

/** Records that are still coming. */
export interface PackedRecords extends Records {
  readonly add: (order: RecordOrder, text: string) => void;
  /** Puts all of them aside, for `enter` of others; nothing may be added afterwards. */
  readonly leave: () => LeftRecords;
  /** Adds what another thread left. */
  readonly enter: (left: LeftRecords) => void;
}

/** Records that were put aside, sorted each by itself. Plain data. */
export interface LeftRecords {
  readonly count: number;
  readonly aside: readonly Spilled[];
}

/** A record outside the heap: what is kept of a finding must not be copied by the collector of garbage. */
interface Packed extends RecordOrder {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Bytes kept in memory before they are put aside. */
const BLOCK = 32 << 20;
const CHUNK = 1 << 20;
/** Bytes that are written at once. */
const PIECE = 1 << 18;
/** UTF-8 of one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

/** Takes records in any order. Beyond `block` bytes they are put aside, sorted, and merged when they are asked for. */
export function packRecords(spill: Spill, block = BLOCK): PackedRecords {
  /** By rule. */
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
  // Within a rule records mostly come in order.
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
