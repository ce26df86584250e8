/** Whole numbers from `from` to `to`, both included. */
export interface Interval {
  readonly from: bigint;
  readonly to: bigint;
}

/** The same numbers in as few intervals as possible, in order. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted(byStart)) {
    const last = merged.at(-1);
    if (last === undefined || next.from > last.to + 1n) merged.push(next);
    else if (next.to > last.to) merged[merged.length - 1] = { from: last.from, to: next.to };
  }
  return merged;
}

/** The part of `from` that is in none of `taken`. Both must be merged; so is the result. */
export function subtractIntervals(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let t = 0;
  for (const interval of from) {
    let start = interval.from;
    while (t < taken.length && taken[t]!.to < start) t++;
    for (let i = t; i < taken.length && taken[i]!.from <= interval.to; i++) {
      if (taken[i]!.from > start) left.push({ from: start, to: taken[i]!.from - 1n });
      start = taken[i]!.to + 1n;
    }
    if (start <= interval.to) left.push({ from: start, to: interval.to });
  }
  return left;
}

/** How many numbers the interval holds. */
export function sizeOf({ from, to }: Interval): bigint {
  return to - from + 1n;
}

function byStart(a: Interval, b: Interval): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}
