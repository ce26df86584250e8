import { createHash, hash } from "node:crypto";
import type { PassedOver, SnapshotEntry } from "../model/resource.ts";

/** Digests what is read, entry by entry. */
export interface InputDigest {
  readonly see: (entry: SnapshotEntry) => void;
  readonly leave: () => SeenEntries;
  /** Adds what another digest has seen. */
  readonly enter: (seen: SeenEntries) => void;
  /**
   * Returns 64 hex digits over everything seen. The order of the entries does not matter; how often each occurs does.
   */
  readonly finish: () => string;
}

/** Plain data. */
export interface SeenEntries {
  readonly sum: BigUint64Array;
  readonly count: number;
}

const WORDS = 4;

/** Sums the entries' own digests, which needs neither memory nor an order. */
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

/** The entry without its count, and the count: how many of a place are counted together depends on chunk boundaries. */
function single({ count, ...place }: PassedOver): [entry: object, times: number] {
  return [{ passed_over: place }, count];
}
