import type { SnapshotEntry } from "../model/resource.ts";
import type { Page } from "./pages/page.ts";
import { createPages } from "./pages/pages.ts";
import type { Found } from "./findings.ts";
import { keepLatest } from "./revisions.ts";
import type { Place } from "./snapshot-line.ts";

/** What a reading has seen so far; filled in while the reader goes on. */
export interface ReadTally {
  /** All resources, also those that were passed over because nobody wanted their type. */
  resources: number;
  passed_over: number;
  /** Delivered snapshots not read, since a later one of the same account and region was given too. */
  superseded_files: number;
}

export function newTally(): ReadTally {
  return { resources: 0, passed_over: 0, superseded_files: 0 };
}

export type AccountsSeen = (account: Pick<Place, "provider" | "account">) => boolean;

/** Where all readers of a source put what they find. */
export interface Intake {
  readonly wanted: ReadonlySet<string> | undefined;
  /** An entry as it is. */
  readonly give: (entry: SnapshotEntry) => void;
  /** A resource of an unwanted type that was not even parsed. Those of the same object are told together. */
  readonly passOver: (place: Place) => void;
  /** An entry that a later state of the same resource may replace. */
  readonly take: (found: Found) => void;
  readonly page: (page: Page) => void;
  /** Of the accounts of which a resource was found so far; what comes later is not in it. */
  readonly accountsSoFar: () => AccountsSeen;
  /** What has come in since the last time. */
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
    // What was passed over of the account is no more to come.
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
  /** Things deleted are told once, as a number. */
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

/** Resources of an account mostly come one after another. */
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

/** Of the document nothing else is kept. */
function placeOf({ provider, account, region, type }: Place): Place {
  return { provider, account, region, type };
}
