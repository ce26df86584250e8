import type { AccountEnd, ResourceDocument } from "../../model/resource.ts";
import type { Responsibility } from "../../model/responsibility.ts";
import { neededBy } from "../related/account-endings.ts";
import type { AccountEndings, Rooms } from "../related/account-endings.ts";
import type { Arrivals, Arriving } from "./arriving.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import { viewDocument } from "../language/document-view.ts";
import { documentFrame } from "../language/frame.ts";
import type { Frame } from "../language/frame.ts";
import { environment } from "../language/node.ts";
import type { Environment } from "../language/node.ts";
import { decide, gatherEvidence } from "../outcome.ts";
import type { Pair } from "../pair.ts";
import type { LeftShelf } from "../related/aside-shelves.ts";
import { isAskedFromAfar } from "../related/related-lookup.ts";
import type { Needed, Sight } from "../related/related-store.ts";
import type { ResourcePlaces } from "./resource-places.ts";
import { accountKey } from "../related/scoped-views.ts";

/** What an account in one part of an estate leaves for the judge of the whole. Plain data. */
export interface LeftAccount {
  readonly account: AccountEnd;
  /** The regions of its resources in the part; empty if it has none there. */
  readonly regions: ReadonlySet<string>;
  /** In the order they came. */
  readonly pairs: readonly LeftPair[];
  readonly shelves: ReadonlyMap<string, LeftShelf>;
  /** What arrived since the previous account ended. */
  readonly arrivals: Arrivals;
}

export interface LeftPair {
  /** The index of its rule among all compiled rules. */
  readonly rule: number;
  /** What was kept of the document; the same object for all pairs of one document. */
  readonly document: ResourceDocument;
  readonly answerer: Responsibility;
}

/** Like `AccountEndings`, if other parts of the estate are judged elsewhere. */
export interface AccountLeavings extends AccountEndings {
  /** Hands on everything of an account that has not ended. */
  readonly leaveOpen: (account: AccountEnd) => void;
}

interface PartRooms extends Omit<Rooms, "ended"> {
  readonly arriving: Arriving;
  readonly places: ResourcePlaces;
  readonly compiled: readonly CompiledRule[];
  readonly onLeft: (left: LeftAccount) => void;
}

/**
 * Settles only pairs whose facts would be the same if the rest of the estate were here. The judge of the whole decides
 * the others, with what they need of their account.
 */
export function createAccountLeavings(rooms: PartRooms): AccountLeavings {
  const { waiting, store, budget, settle, arriving, places, compiled, callOf, onLeft } = rooms;
  const numbers = new Map(compiled.map((rule, number) => [rule, number]));
  const leave = (account: AccountEnd, open: readonly Pair[], arrivals: Arrivals, needed?: Needed): void => {
    const pairs = open.map(({ rule, top, answerer }) => ({
      rule: numbers.get(rule)!,
      document: top.view.document,
      answerer,
    }));
    onLeft({ account, regions: places.regionsOf(account), pairs, shelves: store.leave(account, needed), arrivals });
  };

  return {
    end: (account) => {
      const arrivals = arriving.take();
      // All of it lies in another part, and nothing has arrived in this one since the previous account.
      if (!places.has(account) && arrivals.lines.length + arrivals.stale.length === 0) return;
      // Resources in other accounts were handed on with those, or are still to come.
      const isWhole: Sight["isWhole"] = (place, within) =>
        within !== "organization" && place.account === account.account && place.provider === account.provider;
      const among = environment(store.lookUp({ isWhole, onlyWhole: true }), callOf);
      const key = accountKey(account);
      const open: Pair[] = [];
      for (const pair of waiting.leave(key)) {
        const decision = decide(pair, among);
        if (hangsOnOthers(pair, among)) open.push(pair);
        else settle.pair(pair, decision, among);
      }
      budget.giveBack(key);
      leave(account, open, arrivals, neededBy(open, store, isWhole));
    },
    leaveOpen: (account) => leave(account, waiting.leave(accountKey(account)), arriving.take()),
  };
}

/**
 * Whether a pair that was just decided depends on other resources; its evidence may look further than the decision did.
 */
function hangsOnOthers({ rule, top }: Pair, among: Environment): boolean {
  if (among.met.unfinished || !rule.indexes.some(isAskedFromAfar)) return among.met.unfinished;
  for (const node of [rule.when, rule.expect]) if (node) gatherEvidence(node, top, among);
  return among.met.unfinished;
}

/** The pairs an account left, as they were while waiting. */
export function waitingPairs(
  pairs: readonly LeftPair[],
  compiled: readonly CompiledRule[],
  owner: Pair["owner"],
): Pair[] {
  let last: { readonly document: ResourceDocument; readonly top: Frame } | undefined;
  return pairs.map(({ rule, document, answerer }) => {
    if (last?.document !== document) last = { document, top: documentFrame(viewDocument(document)) };
    return { rule: compiled[rule]!, top: last.top, answerer, owner };
  });
}
