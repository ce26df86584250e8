import type { AccountEnd } from "../../model/resource.ts";
import type { ScopeOf } from "../related/coverage.ts";

/** The accounts in which resources came, with their regions. */
export interface ResourcePlaces {
  readonly add: (place: ScopeOf) => void;
  readonly has: (account: AccountEnd) => boolean;
  readonly all: () => readonly AccountPlaces[];
}

/** Plain data. */
export interface AccountPlaces extends AccountEnd {
  readonly regions: ReadonlySet<string>;
}

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
    all: () => [...known.values()].flatMap((accounts) => [...accounts.values()]),
  };
}
