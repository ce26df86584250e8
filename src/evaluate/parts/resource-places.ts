import type { AccountEnd } from "../../model/resource.ts";
import type { ScopeOf } from "../related/coverage.ts";

/** The accounts in which resources were seen, with their regions. */
export interface ResourcePlaces {
  readonly add: (place: ScopeOf) => void;
  readonly has: (account: AccountEnd) => boolean;
  /** Empty if no resource of the account was seen. */
  readonly regionsOf: (account: AccountEnd) => ReadonlySet<string>;
  readonly accounts: () => readonly AccountEnd[];
}

const NONE: ReadonlySet<string> = new Set();

export function createResourcePlaces(): ResourcePlaces {
  /** By provider and account. */
  const known = new Map<string, Map<string, AccountEnd & { readonly regions: Set<string> }>>();
  return {
    add: ({ provider, account, region }) => {
      let accounts = known.get(provider);
      if (!accounts) known.set(provider, (accounts = new Map()));
      const place = accounts.get(account);
      if (place) place.regions.add(region);
      else accounts.set(account, { provider, account, regions: new Set([region]) });
    },
    has: ({ provider, account }) => known.get(provider)?.has(account) === true,
    regionsOf: ({ provider, account }) => known.get(provider)?.get(account)?.regions ?? NONE,
    accounts: () => [...known.values()].flatMap((accounts) => [...accounts.values()]),
  };
}
