import type { Owner } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import { waitingPairs } from "./account-leavings.ts";
import type { LeftAccount } from "./account-leavings.ts";
import type { Budget, BudgetLimits } from "../related/budget.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { EndedAccounts } from "../related/ended-accounts.ts";
import type { ExpectedScope } from "../related/expected-scope.ts";
import type { RelatedStore } from "../related/related-store.ts";
import type { ResourcePlaces } from "./resource-places.ts";
import { accountKey } from "../related/scoped-views.ts";
import type { CountedPairs, Tally } from "../counts/tally.ts";
import type { WaitingRoom } from "../related/waiting-room.ts";

/**
 * The result for the resources of a part of an estate, besides what its accounts left for the whole to decide. Plain
 * data.
 */
export interface JudgedPart {
  readonly counted: CountedPairs;
  /** The most kept at any one time. */
  readonly kept: BudgetLimits;
}

/** In the judge of the whole: the parts judged elsewhere. */
export interface EnteredParts {
  /** Lets what an account left wait here for its end. False if two parts hold resources of the same account. */
  readonly enterAccount: (left: LeftAccount) => boolean;
  /** To be called with each part when all its accounts have been entered. */
  readonly enterPart: (part: JudgedPart) => void;
  /** False if so much was kept that judging everything as one might have exceeded the limit. */
  readonly fit: () => boolean;
}

interface Rooms {
  readonly rules: readonly Rule[];
  readonly compiled: readonly CompiledRule[];
  /** The owner of every pair. */
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
  const kept = { entries: 0, bytes: 0 };
  return {
    enterAccount: ({ account, regions, pairs, shelves, arrivals }) => {
      if (regions.size > 0 && (places.has(account) || ended.has(account))) return false;
      for (const region of regions) {
        places.add({ ...account, region });
        expected.show({ ...account, region });
      }
      store.enter(account, shelves, arrivals);
      waiting.enter(accountKey(account), waitingPairs(pairs, compiled, owner));
      return true;
    },
    enterPart: ({ counted, kept: most }) => {
      const known = new Map(rules.map((rule) => [rule.id, rule]));
      tally.add(counted, (id) => known.get(id)!);
      kept.entries += most.entries;
      kept.bytes += most.bytes;
    },
    fit: () => !budget.isSpent() && budget.hasRoomFor(kept),
  };
}
