import type { AccountEnd } from "../../model/resource.ts";
import type { Owner } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import { waitingPairs } from "./account-leavings.ts";
import type { LeftAccount } from "./account-leavings.ts";
import type { Budget, BudgetLimits } from "../related/budget.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { EndedAccounts } from "../related/ended-accounts.ts";
import type { ExpectedScope } from "../related/expected-scope.ts";
import type { RelatedStore } from "../related/related-store.ts";
import type { AccountPlaces, ResourcePlaces } from "./resource-places.ts";
import { accountKey } from "../related/scoped-views.ts";
import type { CountedPairs, Tally } from "../counts/tally.ts";
import type { WaitingRoom } from "../related/waiting-room.ts";

/** What the resources of a part of an estate come to, and what of them only the whole decides. Plain data. */
export interface JudgedPart {
  readonly counted: CountedPairs;
  readonly places: readonly AccountPlaces[];
  /** In the order in which they ended, and behind them those that did not. */
  readonly accounts: readonly LeftAccount[];
  /** The most that was kept at once. */
  readonly kept: BudgetLimits;
}

/** In the judge of the whole: the parts that others have judged. */
export interface EnteredParts {
  /** False where two parts hold of the same account. */
  readonly enter: (parts: readonly JudgedPart[]) => boolean;
  /** To be called when an account is about to end: what a part left of it now waits here. */
  readonly bring: (account: AccountEnd) => void;
  /** The same for all accounts of which nobody said that they end. */
  readonly bringAll: () => void;
  /** False where as much was kept as could be too much if all was judged as one. */
  readonly fit: () => boolean;
}

interface Rooms {
  readonly rules: readonly Rule[];
  readonly compiled: readonly CompiledRule[];
  /** Of every pair. */
  readonly owner: Owner;
  readonly places: ResourcePlaces;
  readonly ended: EndedAccounts;
  readonly expected: ExpectedScope;
  readonly tally: Tally;
  readonly budget: Budget;
  readonly waiting: WaitingRoom;
  readonly store: RelatedStore;
}

export function createEnteredParts(rooms: Rooms): EnteredParts {
  const { rules, compiled, owner, places, ended, expected, tally, budget, waiting, store } = rooms;
  const left = new Map<string, LeftAccount>();
  const kept = { entries: 0, bytes: 0 };

  const enterPart = ({ counted, places: own, accounts, kept: most }: JudgedPart): boolean => {
    if (own.some((place) => places.has(place) || ended.has(place))) return false;
    const known = new Map(rules.map((rule) => [rule.id, rule]));
    tally.add(counted, (id) => known.get(id)!);
    for (const { provider, account, regions } of own)
      for (const region of regions) {
        places.add({ provider, account, region });
        expected.show({ provider, account, region });
      }
    for (const one of accounts) left.set(accountKey(one.account), one);
    kept.entries += most.entries;
    kept.bytes += most.bytes;
    return true;
  };
  const bring = (account: AccountEnd): void => {
    const key = accountKey(account);
    const found = left.get(key);
    if (!found) return;
    left.delete(key);
    store.enter(account, found.shelves, found.arrivals);
    waiting.enter(key, waitingPairs(found.pairs, compiled, owner));
  };

  return {
    enter: (parts) => parts.every(enterPart),
    bring,
    bringAll: () => {
      for (const { account } of left.values()) bring(account);
    },
    fit: () => !budget.isSpent() && budget.hasRoomFor(kept),
  };
}
