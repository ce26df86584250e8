import type { AccountEnd, Read } from "../../model/resource.ts";

/** The regions in which calls for a type succeeded, by provider and account. */
export interface Reads {
  readonly add: (read: Read) => void;
  /** Marks that nothing more of the account is expected; what many accounts have in common is stored once. */
  readonly endAccount: (account: AccountEnd) => void;
  /** Empty if no call for the type succeeded. */
  readonly regionsOfType: (account: AccountEnd, type: string) => ReadonlySet<string>;
  /** By type; undefined if no call succeeded. */
  readonly ofAccount: (account: AccountEnd) => RegionsByType | undefined;
}

export type RegionsByType = ReadonlyMap<string, ReadonlySet<string>>;

const NOWHERE: ReadonlySet<string> = new Set();

export function createReads(): Reads {
  const open = new Map<string, Map<string, Set<string>>>();
  const ended = new Map<string, RegionsByType>();
  const share = createSharing();

  const ofAccount = (account: AccountEnd): RegionsByType | undefined => {
    const key = keyOf(account);
    return open.get(key) ?? ended.get(key);
  };

  return {
    add: (read) => {
      const key = keyOf(read);
      let regionsByType = open.get(key);
      if (!regionsByType) open.set(key, (regionsByType = copyOf(ended.get(key))));
      const regions = regionsByType.get(read.type);
      if (regions) regions.add(read.region);
      else regionsByType.set(read.type, new Set([read.region]));
    },
    endAccount: (account) => {
      const key = keyOf(account);
      const regionsByType = open.get(key);
      if (!regionsByType) return;
      open.delete(key);
      ended.set(key, share(regionsByType));
    },
    regionsOfType: (account, type) => ofAccount(account)?.get(type) ?? NOWHERE,
    ofAccount,
  };
}

function keyOf({ provider, account }: AccountEnd): string {
  return `${provider}/${account}`;
}

function copyOf(regionsByType: RegionsByType = new Map()): Map<string, Set<string>> {
  return new Map(Array.from(regionsByType, ([type, regions]) => [type, new Set(regions)]));
}

/**
 * Accounts in which the same was read come in succession; if many differ, no more than this are kept for comparison.
 */
const MOST_COMPARED = 100;

/**
 * In most accounts of an organization the same types are read in the same regions; without sharing, 90 types and 17
 * regions take 100 KB.
 */
function createSharing(): (regionsByType: RegionsByType) => RegionsByType {
  const sets = new Map<string, { readonly number: number; readonly regions: ReadonlySet<string> }>();
  const accounts = new Map<string, RegionsByType>();

  const sharedSet = (regions: ReadonlySet<string>): { number: number; regions: ReadonlySet<string> } => {
    const text = JSON.stringify([...regions].toSorted());
    let known = sets.get(text);
    if (!known) sets.set(text, (known = { number: sets.size, regions }));
    return known;
  };

  return (regionsByType) => {
    const shared = Array.from(regionsByType, ([type, regions]) => ({ type, ...sharedSet(regions) }));
    const text = JSON.stringify(shared.map(({ type, number }) => `${number} ${type}`).toSorted());
    const known = accounts.get(text);
    if (known) return known;
    if (accounts.size >= MOST_COMPARED) accounts.clear();
    const first = new Map(shared.map(({ type, regions }) => [type, regions]));
    accounts.set(text, first);
    return first;
  };
}
