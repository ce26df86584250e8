import type { AccountEnd, BlindSpot, Read, Scope } from "../../model/resource.ts";
import type { FieldLists } from "../../model/rule.ts";
import type { Within } from "../../model/words.ts";
import { createReads } from "./reads.ts";
import { createToldSpots } from "./told-spots.ts";

/** What was read and what was not, which decides whether demarc may say "there is none". */
export interface Coverage {
  readonly addScope: (scope: Scope) => void;
  readonly addRead: (read: Read) => void;
  readonly addBlindSpot: (spot: BlindSpot) => void;
  /** No more reads of the account are expected. */
  readonly endAccount: (account: AccountEnd) => void;
  /** Why a type was not completely read within the scope of a document; null if it was. */
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
  const reads = createReads();
  const spots = createToldSpots();
  /** provider -> account -> regions that should be there. */
  const expected = new Map<string, Map<string, Set<string>>>();

  const isGlobal = (type: string): boolean => Object.hasOwn(fields, type) && fields[type]!.scope === GLOBAL;

  /** Whether calls for the type succeeded there; a read declared for every account counts for each. */
  const isRead = (type: string, { provider, account }: AccountEnd, region: string): boolean =>
    [account, EVERYWHERE].some((of) => {
      const regions = reads.regionsOfType({ provider, account: of }, type);
      return regions.has(region) || regions.has(EVERYWHERE);
    });

  const regionsOf = ({ provider, account }: AccountEnd): ReadonlySet<string> => {
    const listed = expected.get(provider)?.get(account);
    if (listed && listed.size > 0) return listed;
    const seen = new Set<string>();
    for (const regions of reads.ofAccount({ provider, account })?.values() ?? [])
      for (const region of regions) seen.add(region);
    seen.delete(GLOBAL);
    seen.delete(EVERYWHERE);
    return seen;
  };

  const blindSpotOver = (type: string, within: Within, at: ScopeOf): string | null => {
    for (const spot of within === "organization" ? spots.all() : spots.over(at)) {
      if (spot.provider !== at.provider || !(spot.types.includes(type) || spot.types.includes("*"))) continue;
      if (spot.region !== undefined && spot.region !== EVERYWHERE) {
        if (isGlobal(type) && spot.region !== GLOBAL) continue;
        if (within === "region" && spot.region !== at.region) continue;
      }
      return `${type} was not wholly read: ${spot.message}`;
    }
    return null;
  };

  const unreadInAccount = (type: string, at: AccountEnd): string | null => {
    const nowhere = `${type} was not read in ${at.account}`;
    if (isGlobal(type)) return isRead(type, at, GLOBAL) ? null : nowhere;
    // One call covered every region.
    if (isRead(type, at, EVERYWHERE)) return null;
    const wanted = regionsOf(at);
    if (wanted.size === 0) return nowhere;
    const unread = [...wanted].toSorted().find((region) => !isRead(type, at, region));
    return unread === undefined ? null : `${nowhere} ${unread}`;
  };

  const unreadWithin = (type: string, within: Within, at: ScopeOf): string | null => {
    if (within === "account") return unreadInAccount(type, at);
    if (within === "region")
      return isRead(type, at, at.region) ? null : `${type} was not read in ${at.account} ${at.region}`;
    const accounts = expected.get(at.provider);
    if (!accounts) return "the accounts of the organization were not listed";
    for (const account of accounts.keys()) {
      const hole = unreadInAccount(type, { provider: at.provider, account });
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
    addRead: reads.add,
    addBlindSpot: spots.add,
    endAccount: reads.endAccount,
    hole: (type, within, at) => blindSpotOver(type, within, at) ?? unreadWithin(type, within, at),
  };
}

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
