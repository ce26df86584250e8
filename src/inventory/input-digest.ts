import { createHash, hash } from "node:crypto";
import type { PassedOver, SnapshotEntry } from "../model/resource.ts";

/** Takes what is read, entry by entry. */
export interface InputDigest {
  readonly see: (entry: SnapshotEntry) => void;
  readonly leave: () => SeenEntries;
  /** Adds what another has seen. */
  readonly enter: (seen: SeenEntries) => void;
  /** 64 hex digits over all that was seen; the order of the entries does not enter, how often each comes does. */
  readonly finish: () => string;
}

/** Plain data. */
export interface SeenEntries {
  readonly sum: BigUint64Array;
  readonly count: number;
}

const WORDS = 4;

/** The sum of the entries' own digests: it needs no memory, and no order. */
export function createInputDigest(): InputDigest {
  const sum = new BigUint64Array(WORDS);
  let count = 0;
  return {
    see: (entry) => {
      const [one, times] = "passed_over" in entry ? single(entry.passed_over) : [entry, 1];
      const digest = hash("sha256", JSON.stringify(one), "buffer");
      for (let at = 0; at < WORDS; at++) sum[at]! += digest.readBigUInt64LE(at * 8) * BigInt(times);
      count += times;
    },
    leave: () => ({ sum, count }),
    enter: (seen) => {
      for (let at = 0; at < WORDS; at++) sum[at]! += seen.sum[at]!;
      count += seen.count;
    },
    finish: () => createHash("sha256").update(`${count}\n`).update(sum).digest("hex"),
  };
}

/** How many of a place are told together hangs on the borders of what was read at once. */
function single({ count, ...place }: PassedOver): [entry: object, times: number] {
  return [{ passed_over: place }, count];
}
