import type { BlindSpot, Read, Scope } from "../../model/resource.ts";
import type { FieldLists } from "../../model/rule.ts";
import type { Within } from "../../model/words.ts";

/** What was read and what was not: the ground on which "there is none" can be said. */
export interface Coverage {
  readonly addScope: (scope: Scope) => void;
  readonly addRead: (read: Read) => void;
  readonly addBlindSpot: (spot: BlindSpot) => void;
  /** Why a type was not wholly read within the scope of a document; null where it was. */
  readonly hole: (type: string, within: Within, at: ScopeOf) => string | null;
}

export interface ScopeOf {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
}

const GLOBAL = "global";
const EVERYWHERE = "*";

export function createCoverage(fields: FieldLists): Coverage {
  /** provider/account -> type -> regions in which a call for the type succeeded. */
  const reads = new Map<string, Map<string, Set<string>>>();
  const blindSpots: BlindSpot[] = [];
  /** provider -> account -> regions that should be there. */
  const expected = new Map<string, Map<string, Set<string>>>();

  const isGlobal = (type: string): boolean => Object.hasOwn(fields, type) && fields[type]!.scope === GLOBAL;

  /** Where calls for the type succeeded; what was declared for every account counts for each. */
  const regionsRead = (type: string, provider: string, account: string): ReadonlySet<string> => {
    const own = reads.get(accountKey(provider, account))?.get(type);
    const declared = reads.get(accountKey(provider, EVERYWHERE))?.get(type);
    return new Set([...(own ?? []), ...(declared ?? [])]);
  };

  const regionsOf = (provider: string, account: string): Set<string> => {
    const listed = expected.get(provider)?.get(account);
    if (listed && listed.size > 0) return listed;
    const seen = new Set<string>();
    for (const regions of reads.get(accountKey(provider, account))?.values() ?? [])
      for (const region of regions) seen.add(region);
    seen.delete(GLOBAL);
    seen.delete(EVERYWHERE);
    return seen;
  };

  const blindSpotOver = (type: string, within: Within, at: ScopeOf): string | null => {
    for (const spot of blindSpots) {
      if (spot.provider !== at.provider || !(spot.types.includes(type) || spot.types.includes("*"))) continue;
      if (within !== "organization" && spot.account !== undefined && spot.account !== at.account) continue;
      if (spot.region !== undefined && spot.region !== EVERYWHERE) {
        if (isGlobal(type) && spot.region !== GLOBAL) continue;
        if (within === "region" && spot.region !== at.region) continue;
      }
      return `${type} was not wholly read: ${spot.message}`;
    }
    return null;
  };

  const unreadInAccount = (type: string, provider: string, account: string): string | null => {
    const regions = regionsRead(type, provider, account);
    if (regions.has(EVERYWHERE)) return null;
    if (isGlobal(type)) return regions.has(GLOBAL) ? null : `${type} was not read in ${account}`;
    const wanted = regionsOf(provider, account);
    if (wanted.size === 0) return `${type} was not read in ${account}`;
    for (const region of [...wanted].toSorted())
      if (!regions.has(region)) return `${type} was not read in ${account} ${region}`;
    return null;
  };

  const unreadWithin = (type: string, within: Within, at: ScopeOf): string | null => {
    if (within === "account") return unreadInAccount(type, at.provider, at.account);
    if (within === "region") {
      const regions = regionsRead(type, at.provider, at.account);
      return regions.has(at.region) || regions.has(EVERYWHERE)
        ? null
        : `${type} was not read in ${at.account} ${at.region}`;
    }
    const accounts = expected.get(at.provider);
    if (!accounts) return "the accounts of the organization were not listed";
    for (const account of accounts.keys()) {
      const hole = unreadInAccount(type, at.provider, account);
      if (hole) return hole;
    }
    return null;
  };

  return {
    addScope: (scope) => {
      for (const { provider, account, regions } of scope.expected ?? []) {
        const accounts = getOrSet(expected, provider, () => new Map<string, Set<string>>());
        const known = getOrSet(accounts, account, () => new Set<string>());
        for (const region of regions ?? []) known.add(region);
      }
    },
    addRead: ({ provider, account, region, type }) => {
      const types = getOrSet(reads, accountKey(provider, account), () => new Map<string, Set<string>>());
      getOrSet(types, type, () => new Set<string>()).add(region);
    },
    addBlindSpot: (spot) => void blindSpots.push(spot),
    hole: (type, within, at) => blindSpotOver(type, within, at) ?? unreadWithin(type, within, at),
  };
}

function accountKey(provider: string, account: string): string {
  return `${provider}/${account}`;
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
