import type { SnapshotEntry } from "../model/resource.ts";
import type { Page } from "./pages/page.ts";
import { createPages } from "./pages/pages.ts";
import type { Found } from "./findings.ts";
import { keepLatest } from "./revisions.ts";
import type { Place } from "./snapshot-line.ts";

/** What has been read so far; updated while reading goes on. */
export interface ReadTally {
  /** All resources, including those passed over because their type was not wanted. */
  resources: number;
  passed_over: number;
  /** Delivered snapshots that were not read because a later one of the same account and region was also given. */
  superseded_files: number;
}

export function newTally(): ReadTally {
  return { resources: 0, passed_over: 0, superseded_files: 0 };
}

export type AccountsSeen = (account: Pick<Place, "provider" | "account">) => boolean;

/** Receives what all readers of a source find. */
export interface Intake {
  readonly wanted: ReadonlySet<string> | undefined;
  /** Takes an entry as it is. */
  readonly give: (entry: SnapshotEntry) => void;
  /**
   * Counts a resource of an unwanted type, which was not even parsed. Calls with the same object are counted together.
   */
  readonly passOver: (place: Place) => void;
  /** Takes an entry that a later state of the same resource may replace. */
  readonly take: (found: Found) => void;
  readonly page: (page: Page) => void;
  /** The accounts in which a resource was found so far; later ones are not added to it. */
  readonly accountsSoFar: () => AccountsSeen;
  /** Returns what has come in since the last call. */
  readonly drain: () => SnapshotEntry[];
  /** To be called once, after the last file. */
  readonly finish: () => void;
}

export function createIntake(wanted: ReadonlySet<string> | undefined, tally: ReadTally): Intake {
  let entries: SnapshotEntry[] = [];
  const passed = new Map<Place, number>();
  let deleted = 0;

  const accounts = createAccounts();
  const passOver = (place: Place): void => {
    accounts.add(place);
    tally.resources += 1;
    tally.passed_over += 1;
    passed.set(place, (passed.get(place) ?? 0) + 1);
  };
  const give = (entry: SnapshotEntry): void => {
    // Nothing more of the account will be passed over.
    if ("account_end" in entry) tellPassed();
    if ("resource" in entry) {
      if (wanted !== undefined && !wanted.has(entry.resource.type)) return passOver(placeOf(entry.resource));
      accounts.add(entry.resource);
      tally.resources += 1;
    }
    entries.push(entry);
  };
  const tellPassed = (): void => {
    for (const [{ provider, account, region, type }, count] of passed)
      entries.push({ passed_over: { provider, account, region, type, count } });
    passed.clear();
  };
  /** Deleted things are reported once, as a number. */
  const giveCounted = (entry: SnapshotEntry): void => {
    if ("skipped" in entry && entry.skipped.reason === "deleted") deleted += entry.skipped.count;
    else give(entry);
  };
  const revisions = keepLatest(giveCounted);
  const pages = createPages();

  return {
    wanted,
    give,
    passOver,
    take: (found) => {
      if ("resource" in found.entry) accounts.add(found.entry.resource);
      revisions.take(found);
    },
    page: pages.see,
    accountsSoFar: accounts.soFar,
    drain: () => {
      tellPassed();
      const drained = entries;
      entries = [];
      return drained;
    },
    finish: () => {
      revisions.finish();
      for (const spot of pages.unfinished()) give({ blind_spot: spot });
      if (deleted > 0) give({ skipped: { reason: "deleted", count: deleted } });
      if (revisions.duplicates() > 0) give({ skipped: { reason: "duplicate", count: revisions.duplicates() } });
    },
  };
}

/** Remembers the last account, since the resources of one mostly come in succession. */
function createAccounts(): { readonly add: (place: Place) => void; readonly soFar: () => AccountsSeen } {
  const seen = new Set<string>();
  let last: Place | undefined;
  return {
    add: (place) => {
      if (place.account !== last?.account || place.provider !== last.provider) seen.add(keyOf(place));
      last = place;
    },
    soFar: () => {
      const known = new Set(seen);
      return (account) => known.has(keyOf(account));
    },
  };
}

function keyOf({ provider, account }: Pick<Place, "provider" | "account">): string {
  return `${provider} ${account}`;
}

/** The place of a document; nothing else of it is kept. */
function placeOf({ provider, account, region, type }: Place): Place {
  return { provider, account, region, type };
}
