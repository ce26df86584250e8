import type { AccountEnd } from "../model/resource.ts";
import type { ScopeOf } from "./coverage.ts";
import { accountKey } from "./scoped-views.ts";

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
  const accounts = new Map<string, AccountEnd & { readonly regions: Set<string> }>();
  /** Documents of one account and region come one after the other. */
  let last: ScopeOf | null = null;
  return {
    add: ({ provider, account, region }) => {
      if (last && last.region === region && last.account === account && last.provider === provider) return;
      last = { provider, account, region };
      const key = accountKey(last);
      let known = accounts.get(key);
      if (!known) accounts.set(key, (known = { provider, account, regions: new Set() }));
      known.regions.add(region);
    },
    has: (account) => accounts.has(accountKey(account)),
    all: () => [...accounts.values()],
  };
}
