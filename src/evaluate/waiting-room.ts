import type { Budget } from "./budget.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { documentFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import type { KeepDocument } from "./kept-documents.ts";
import type { Decision } from "./outcome.ts";
import type { Pair } from "./pair.ts";
import { accountKey } from "./scoped-views.ts";

/** Holds pairs whose truth hangs on resources that may still come, with what is kept of their documents. */
export interface WaitingRoom {
  /** False where there is no room: the pair is not kept. */
  readonly admit: (pair: Pair) => boolean;
  /** Takes out all pairs of one account, in the order in which they came. `account`: its `accountKey`. */
  readonly leave: (account: string) => readonly Pair[];
  /** Takes back one that was taken out, as it hangs on other accounts; false where there is no room. */
  readonly stay: (pair: Pair) => boolean;
  /** All that are in it. */
  readonly pairs: () => Iterable<Pair>;
}

/** What was decided without looking elsewhere stays; only an open condition may still turn out by another resource. */
export function mustWait({ indexes }: CompiledRule, { reason }: Decision): boolean {
  return indexes.length > 0 && (reason === "condition_unknown" || reason === "expectation_unknown");
}

export function createWaitingRoom(keep: KeepDocument, budget: Budget): WaitingRoom {
  const byAccount = new Map<string, Pair[]>();
  const staying: Pair[] = [];
  /** Pairs of one document come one after the other and share a frame. */
  let last: { readonly of: Frame; readonly top: Frame | null; readonly account: string } | null = null;
  let lastStaying: { readonly top: Frame; readonly fits: boolean } | null = null;

  const keptOf = ({ view: { document, unread } }: Frame): Frame | null => {
    const kept = keep(document);
    return kept && documentFrame({ document: kept, unread });
  };
  return {
    admit: (pair) => {
      if (last?.of !== pair.top)
        last = { of: pair.top, top: keptOf(pair.top), account: accountKey(pair.top.view.document) };
      const { top, account } = last;
      if (!top || !budget.takeMore(account)) return false;
      let pairs = byAccount.get(account);
      if (!pairs) byAccount.set(account, (pairs = []));
      pairs.push({ ...pair, top });
      return true;
    },
    leave: (account) => {
      const pairs = byAccount.get(account) ?? [];
      byAccount.delete(account);
      return pairs;
    },
    stay: (pair) => {
      const { top } = pair;
      if (lastStaying?.top !== top) lastStaying = { top, fits: budget.take(top.view.document) };
      if (!lastStaying.fits || !budget.takeMore()) return false;
      staying.push(pair);
      return true;
    },
    pairs: function* () {
      yield* staying;
      for (const pairs of byAccount.values()) yield* pairs;
    },
  };
}
