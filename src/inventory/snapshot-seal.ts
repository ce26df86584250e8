import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import type { SnapshotEntry } from "../model/resource.ts";
import type { DigestApart } from "./digest-apart.ts";
import type { SnapshotEnd } from "./snapshot-format.ts";

/** What was read of a snapshot, to be held against its end line. Snapshots may stand behind one another in a file. */
export interface SnapshotSeal {
  /** `at`: the byte of the file where the snapshot begins. */
  readonly begin: (at: number) => void;
  /** A snapshot began and has not ended. */
  readonly isOpen: () => boolean;
  readonly count: (entry: SnapshotEntry) => void;
  /** Counts a resource that nobody looks at. */
  readonly countResource: () => void;
  /** Takes its bytes, in their order, up to where its end line begins. */
  readonly hash: (bytes: Buffer) => void;
  /** `at`: the byte of the file where its end line begins. What is amiss is said at once or before `checked` is over. */
  readonly end: (end: SnapshotEnd, at: number, onAltered: (message: string) => void) => void;
  /** Undefined: nothing is left to be checked. */
  readonly checked: () => Promise<void> | undefined;
}

/** In place of a hash: the snapshot begins with the file, which another thread hashes. */
const APART = "apart";

interface Counts {
  resources: number;
  blind_spots: number;
  reads: number;
}

/** `digestApart`: another thread hashes the file. `isChecked`: false where nobody wants to know how it ends. */
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
