import { createHash } from "node:crypto";
import type { SnapshotEntry } from "../model/resource.ts";

/** Takes what is read, entry by entry. */
export interface InputDigest {
  readonly see: (entry: SnapshotEntry) => void;
  /** 64 hex digits over all that was seen; the order of the entries does not enter, how often each comes does. */
  readonly finish: () => string;
}

const WORDS = 4;

/** The sum of the entries' own digests: it needs no memory, and no order. */
export function createInputDigest(): InputDigest {
  const sum = new BigUint64Array(WORDS);
  let count = 0;
  return {
    see: (entry) => {
      const digest = createHash("sha256").update(JSON.stringify(entry)).digest();
      for (let at = 0; at < WORDS; at++) sum[at]! += digest.readBigUInt64LE(at * 8);
      count += 1;
    },
    finish: () => createHash("sha256").update(`${count}\n`).update(sum).digest("hex"),
  };
}
