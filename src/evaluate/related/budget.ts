/** What may be kept of an estate while it streams by: for related resources, and for pairs that wait for them. */
export interface Budget {
  /**
   * Counts the value if it still fits, and returns whether it does. `holder`: who holds it; if missing, it is kept to
   * the end.
   */
  readonly take: (value: object, holder?: string) => boolean;
  /** The same for one more pair of a document already counted. */
  readonly takeMore: (holder?: string) => boolean;
  /** The same for bytes outside the heap that are kept to the end. */
  readonly takeBytes: (bytes: number) => boolean;
  /** Gives back bytes that turned out not to be needed there. */
  readonly giveBackBytes: (bytes: number) => void;
  /** Releases everything of the holder. */
  readonly giveBack: (holder: string) => void;
  /** True once something did not fit. Outcomes that are unknown for that reason say so. */
  readonly isSpent: () => boolean;
  /** The most taken at any one time. */
  readonly most: () => BudgetLimits;
  /** Whether nothing would have been refused if that much more had been taken at any time. */
  readonly hasRoomFor: (more: BudgetLimits) => boolean;
}

export interface BudgetLimits {
  readonly entries: number;
  /** An estimate of the heap, not an exact measure. */
  readonly bytes: number;
}

const KEPT_BY_DEFAULT: BudgetLimits = { entries: 2_000_000, bytes: 256 * 1024 * 1024 };

/** Share of the limits: compressed data comes out larger or smaller depending on its neighbours. */
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
/** Index entries of a packed document: twice the size of an entry, because indexes double when full. */
const PACKED_BYTES = 100;
/** What V8 needs for an object or text apart from its content, and for each member. */
const HEAD_BYTES = 24;
const SLOT_BYTES = 8;

/** Approximate bytes on the heap: short text takes one byte per character. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return HEAD_BYTES + value.length;
  if (typeof value !== "object" || value === null) return 0;
  let size = HEAD_BYTES;
  for (const key in value) size += SLOT_BYTES + sizeOf((value as Record<string, unknown>)[key]);
  return size;
}
