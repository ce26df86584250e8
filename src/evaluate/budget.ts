/** What may be kept of an estate while it streams by: for related resources, and for pairs that wait for them. */
export interface Budget {
  /** True where the value still fits; then it is counted. */
  readonly take: (value: object) => boolean;
  /** The same for one more thing about a value that was taken. */
  readonly takeMore: () => boolean;
  /** True once something did not fit. What is unknown for that reason says so. */
  readonly isSpent: () => boolean;
}

export interface BudgetLimits {
  readonly entries: number;
  /** An estimate of the heap, not an exact measure. */
  readonly bytes: number;
}

export const KEPT_BY_DEFAULT: BudgetLimits = { entries: 2_000_000, bytes: 256 * 1024 * 1024 };

export function createBudget({ entries, bytes }: BudgetLimits = KEPT_BY_DEFAULT): Budget {
  let takenEntries = 0;
  let takenBytes = 0;
  let spent = false;
  const takeBytes = (size: number): boolean => {
    if (takenEntries + 1 > entries || takenBytes + size > bytes) {
      spent = true;
      return false;
    }
    takenEntries++;
    takenBytes += size;
    return true;
  };
  return {
    take: (value) => takeBytes(sizeOf(value)),
    takeMore: () => takeBytes(OBJECT_BYTES + SLOT_BYTES),
    isSpent: () => spent,
  };
}

const OBJECT_BYTES = 56;
const SLOT_BYTES = 16;

/** Bytes on the heap, roughly: V8 keeps short text one byte a character beside a header, and a slot for each member. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return SLOT_BYTES + value.length;
  if (typeof value !== "object" || value === null) return SLOT_BYTES;
  let size = OBJECT_BYTES;
  for (const inner of Object.values(value)) size += SLOT_BYTES + sizeOf(inner);
  return size;
}
