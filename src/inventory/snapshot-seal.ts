import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import type { SnapshotEntry } from "../model/resource.ts";
import type { DigestApart } from "./digest-apart.ts";
import type { SnapshotEnd } from "./snapshot-format.ts";

/**
 * Tracks what was read of a snapshot, to check it against its end line. A file may hold several snapshots in
 * succession.
 */
export interface SnapshotSeal {
  /** `at`: the byte of the file where the snapshot begins. */
  readonly begin: (at: number) => void;
  /** Whether a snapshot has begun but not ended. */
  readonly isOpen: () => boolean;
  readonly count: (entry: SnapshotEntry) => void;
  /** Counts a resource that is not examined. */
  readonly countResource: () => void;
  /** Takes the snapshot's bytes in order, up to its end line. */
  readonly hash: (bytes: Buffer) => void;
  /**
   * `at`: the byte of the file where its end line begins. What is wrong is reported at once or before `checked`
   * resolves.
   */
  readonly end: (end: SnapshotEnd, at: number, onAltered: (message: string) => void) => void;
  /** Undefined if nothing is left to check. */
  readonly checked: () => Promise<void> | undefined;
}

/** Instead of a hash: the snapshot begins at the start of the file, which another thread hashes. */
const APART = "apart";

interface Counts {
  resources: number;
  blind_spots: number;
  reads: number;
}

/** `digestApart`: another thread hashes the file. `isChecked`: false if the end line need not be checked. */
export function createSnapshotSeal(digestApart: DigestApart | undefined, isChecked: boolean): SnapshotSeal {
  let hash: Pick<Hash, "update" | "digest"> | typeof APART | undefined;
  let counts: Counts = noCounts();
  let checked: Promise<void> | undefined;
  return {
    begin: (at) => {
      hash = (digestApart !== undefined && at === 0) || !isChecked ? APART : createHash("sha256");
      counts = noCounts();
    },
    isOpen: () => hash !== undefined,
    count: (entry) => {
      if ("resource" in entry) counts.resources += 1;
      else if ("blind_spot" in entry) counts.blind_spots += 1;
      else if ("read" in entry) counts.reads += 1;
    },
    countResource: () => void (counts.resources += 1),
    hash: (bytes) => {
      if (hash !== APART) hash?.update(bytes);
    },
    end: (end, at, onAltered) => {
      const { resources, blind_spots, reads } = counts;
      const sameCounts = end.resources === resources && end.blind_spots === blind_spots && end.reads === reads;
      const check = (digest: string | null): void => {
        if (end.digest !== `sha256:${digest}`) onAltered("the snapshot is not as it was written: its digest differs");
      };
      if (!sameCounts) onAltered("the snapshot does not hold as many entries as its end line says");
      else if (hash === APART) checked = digestApart?.(at).then(check);
      else check(hash?.digest("hex") ?? null);
      hash = undefined;
    },
    checked: () => checked,
  };
}

function noCounts(): Counts {
  return { resources: 0, blind_spots: 0, reads: 0 };
}
