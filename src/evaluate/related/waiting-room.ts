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

/** Holds pairs whose truth hangs on resources that may still come, with what is kept of their documents. */
export interface WaitingRoom {
  /** False where there is no room: the pair is not kept. */
  readonly admit: (pair: Pair) => boolean;
  /** Takes out all pairs of one account, in the order in which they came. `account`: its `accountKey`. */
  readonly leave: (account: string) => readonly Pair[];
  /** Takes back one that was taken out, as it hangs on other accounts; false where there is no room. */
  readonly stay: (pair: Pair) => boolean;
  /** Puts in again what waited for the account in another room, behind what waits for it here. */
  readonly enter: (account: string, pairs: readonly Pair[]) => void;
  /** All that are in it. */
  readonly pairs: () => Iterable<Pair>;
}

/** What was decided without looking elsewhere stays; only an open condition may still turn out by another resource. */
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
  /** Pairs of one document come one after the other and share a frame. */
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
