import type { Budget } from "./budget.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import { viewDocument } from "../language/document-view.ts";
import { documentFrame } from "../language/frame.ts";
import type { Frame } from "../language/frame.ts";
import type { KeepDocument } from "./kept-documents.ts";
import type { Decision } from "../outcome.ts";
import { createPackedDocuments } from "./packed-documents.ts";
import type { Pair } from "../pair.ts";
import { accountKey } from "./scoped-views.ts";

/** Holds pairs whose truth depends on resources that may still come, with what is kept of their documents. */
export interface WaitingRoom {
  /** False if there is no room, in which case the pair is not kept. */
  readonly admit: (pair: Pair) => boolean;
  /** Removes and returns all pairs of one account, in the order they came. `account`: its `accountKey`. */
  readonly leave: (account: string) => readonly Pair[];
  /** Takes back a removed pair because it depends on other accounts; false if there is no room. */
  readonly stay: (pair: Pair) => boolean;
  /** Adds what waited for the account in another room, after what waits for it here. */
  readonly enter: (account: string, pairs: readonly Pair[]) => void;
  /** All waiting pairs. */
  readonly pairs: () => Iterable<Pair>;
}

/**
 * Whether a pair must wait. A decision made without looking elsewhere stays; only an open condition may still be
 * decided by another resource.
 */
export function mustWait({ indexes }: CompiledRule, { reason }: Decision): boolean {
  return indexes.length > 0 && (reason === "condition_unknown" || reason === "expectation_unknown");
}

/** One that waits to the end: its document is packed, under this number. */
interface StayingPair extends Omit<Pair, "top"> {
  readonly document: number;
}

export function createWaitingRoom(keep: KeepDocument, budget: Budget): WaitingRoom {
  const byAccount = new Map<string, Pair[]>();
  const staying: StayingPair[] = [];
  const documents = createPackedDocuments(budget);
  /** Pairs of one document come in succession and share a frame. */
  let lastAdmitted: { readonly of: Frame; readonly top: Frame | null; readonly account: string } | null = null;
  let lastStaying: { readonly top: Frame; readonly document: number | null } | null = null;

  const keptOf = ({ view: { document, unread } }: Frame): Frame | null => {
    const kept = keep(document);
    return kept && documentFrame({ document: kept, unread });
  };
  return {
    admit: (pair) => {
      if (lastAdmitted?.of !== pair.top)
        lastAdmitted = { of: pair.top, top: keptOf(pair.top), account: accountKey(pair.top.view.document) };
      const { top, account } = lastAdmitted;
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
    stay: ({ rule, top, answerer, owner }) => {
      if (lastStaying?.top !== top) lastStaying = { top, document: documents.add(top.view.document) };
      const { document } = lastStaying;
      if (document === null || !budget.takeMore()) return false;
      staying.push({ rule, document, answerer, owner });
      return true;
    },
    enter: (account, pairs) => void byAccount.set(account, [...(byAccount.get(account) ?? []), ...pairs]),
    pairs: function* () {
      let last = -1;
      let top: Frame | null = null;
      for (const { rule, document, answerer, owner } of staying) {
        if (top === null || document !== last) top = documentFrame(viewDocument(documents.get(document)));
        last = document;
        yield { rule, top, answerer, owner };
      }
      for (const pairs of byAccount.values()) yield* pairs;
    },
  };
}
