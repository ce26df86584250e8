import type { AccountEnd } from "../../model/resource.ts";
import type { Budget } from "./budget.ts";
import type { CallOf } from "../language/call-of.ts";
import type { DocumentView } from "../language/document-view.ts";
import type { EndedAccounts } from "./ended-accounts.ts";
import { environment } from "../language/node.ts";
import { decide, gatherEvidence } from "../outcome.ts";
import type { Pair } from "../pair.ts";
import { TOO_MUCH_RELATED } from "./related-lookup.ts";
import type { Needed, RelatedStore, Sight } from "./related-store.ts";
import { accountKey } from "./scoped-views.ts";
import type { Settler } from "../settle.ts";
import { mustWait } from "./waiting-room.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export interface Rooms {
  readonly ended: EndedAccounts;
  readonly waiting: WaitingRoom;
  readonly store: RelatedStore;
  readonly budget: Budget;
  readonly settle: Settler;
  readonly callOf: CallOf;
}

/** Settles accounts one by one, so that an organization of any size needs only the memory of one account at a time. */
export interface AccountEndings {
  /** Settles what waited for the rest of an account, and releases the account. */
  readonly end: (account: AccountEnd) => void;
}

export function createAccountEndings({ ended, waiting, store, budget, settle, callOf }: Rooms): AccountEndings {
  const crowded = environment(TOO_MUCH_RELATED, callOf);

  const isWhole: Sight["isWhole"] = (place, within) => within !== "organization" && ended.has(place);

  return {
    end: (account) => {
      const among = environment(store.lookUp({ isWhole }), callOf);
      const key = accountKey(account);
      const open: Pair[] = [];
      for (const pair of waiting.leave(key)) {
        const decision = decide(pair, among);
        if (among.met.unfinished && mustWait(pair.rule, decision)) open.push(pair);
        else settle.pair(pair, decision, among);
      }
      budget.giveBack(key);
      const staying: Pair[] = [];
      for (const pair of open)
        if (waiting.stay(pair)) staying.push(pair);
        else settle.pair(pair, decide(pair, crowded), crowded);
      store.endAccount(account, neededBy(staying, store, isWhole));
    },
  };
}

/** Everything the pairs find within their account, whichever of their conditions will finally be asked. */
export function neededBy(pairs: readonly Pair[], store: RelatedStore, isWhole: Sight["isWhole"]): Needed {
  const needed = { types: new Set<string>(), requests: new Set<string>(), views: new Set<DocumentView>() };
  const onAnswer: Sight["onAnswer"] = (request, { found }) => {
    needed.requests.add(request);
    for (const view of found) needed.views.add(view);
  };
  const among = environment(store.lookUp({ isWhole, onAnswer }));
  for (const { rule, top } of pairs) {
    if (!store.letsGoOfAny(rule.indexes)) continue;
    for (const spec of rule.indexes) for (const type of spec.types) needed.types.add(type);
    for (const node of [rule.when, rule.expect]) if (node) gatherEvidence(node, top, among);
  }
  return needed;
}
