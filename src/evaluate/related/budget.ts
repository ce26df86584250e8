/** What may be kept of an estate while it streams by: for related resources, and for pairs that wait for them. */
export interface Budget {
  /** True where the value still fits; then it is counted. `holder`: whose it is; missing: it is kept to the end. */
  readonly take: (value: object, holder?: string) => boolean;
  /** The same for one more pair of a document that was taken. */
  readonly takeMore: (holder?: string) => boolean;
  /** The same for what lies outside the heap and is kept to the end. */
  readonly takeBytes: (bytes: number) => boolean;
  /** So many fewer lie there than were taken. */
  readonly giveBackBytes: (bytes: number) => void;
  /** All that is the holder's is let go. */
  readonly giveBack: (holder: string) => void;
  /** True once something did not fit. What is unknown for that reason says so. */
  readonly isSpent: () => boolean;
  /** The most that was taken at once. */
  readonly most: () => BudgetLimits;
  /** Whether nothing would have been refused if somebody had taken so much more at any time. */
  readonly hasRoomFor: (more: BudgetLimits) => boolean;
}

export interface BudgetLimits {
  readonly entries: number;
  /** An estimate of the heap, not an exact measure. */
  readonly bytes: number;
}

const KEPT_BY_DEFAULT: BudgetLimits = { entries: 2_000_000, bytes: 256 * 1024 * 1024 };

/** Of the bounds: what is compressed comes out larger or smaller with what lies beside it. */
const SURE = 0.9;

interface Taken {
  entries: number;
  bytes: number;
}

export function createBudget({ entries, bytes }: BudgetLimits = KEPT_BY_DEFAULT): Budget {
  const taken: Taken = { entries: 0, bytes: 0 };
  const most: Taken = { entries: 0, bytes: 0 };
  const byHolder = new Map<string, Taken>();
  let spent = false;
  const heldBy = (holder: string): Taken => {
    let held = byHolder.get(holder);
    if (!held) byHolder.set(holder, (held = { entries: 0, bytes: 0 }));
    return held;
  };
  const take = (size: number, holder: string | undefined): boolean => {
    if (taken.entries + 1 > entries || taken.bytes + size > bytes) {
      spent = true;
      return false;
    }
    add(taken, 1, size);
    if (taken.entries > most.entries) most.entries = taken.entries;
    if (taken.bytes > most.bytes) most.bytes = taken.bytes;
    if (holder !== undefined) add(heldBy(holder), 1, size);
    return true;
  };
  return {
    take: (value, holder) => take(sizeOf(value), holder),
    takeMore: (holder) => take(HEAD_BYTES + MEMBERS_OF_A_PAIR * SLOT_BYTES, holder),
    takeBytes: (size) => take(size + PACKED_BYTES, undefined),
    giveBackBytes: (size) => add(taken, 0, -size),
    giveBack: (holder) => {
      const { entries: count, bytes: size } = heldBy(holder);
      byHolder.delete(holder);
      add(taken, -count, -size);
    },
    isSpent: () => spent,
    most: () => most,
    hasRoomFor: (more) => most.entries + more.entries <= SURE * entries && most.bytes + more.bytes <= SURE * bytes,
  };
}

function add(sum: Taken, entries: number, bytes: number): void {
  sum.entries += entries;
  sum.bytes += bytes;
}

const MEMBERS_OF_A_PAIR = 4;
/** Of what lies outside: its places in the indexes, twice what an entry takes as they double when they are full. */
const PACKED_BYTES = 100;
/** What V8 takes for an object or a text without what is in it, and for each of its members. */
const HEAD_BYTES = 24;
const SLOT_BYTES = 8;

/** Bytes on the heap, roughly: short text has one byte a character. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return HEAD_BYTES + value.length;
  if (typeof value !== "object" || value === null) return 0;
  let size = HEAD_BYTES;
  for (const key in value) size += SLOT_BYTES + sizeOf((value as Record<string, unknown>)[key]);
  return size;
}
