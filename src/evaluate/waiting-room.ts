import type { Budget } from "./budget.ts";
import type { DocumentView } from "./document-view.ts";
import type { KeepDocument } from "./kept-documents.ts";
import type { Pair } from "./pair.ts";

/** Holds pairs whose truth hangs on resources that may still come, with what is kept of their documents. */
export interface WaitingRoom {
  /** False where there is no room: the pair is not kept. */
  readonly admit: (pair: Pair) => boolean;
  /** In the order in which they came. */
  readonly pairs: Iterable<Pair>;
}

export function createWaitingRoom(keep: KeepDocument, budget: Budget): WaitingRoom {
  const pairs: Pair[] = [];
  /** Pairs of one document come one after the other and share a view. */
  let last: { readonly of: DocumentView; readonly view: DocumentView | null } | null = null;
  const viewFor = (of: DocumentView): DocumentView | null => {
    const document = keep(of.document);
    return document && { document, unread: of.unread };
  };
  return {
    pairs,
    admit: (pair) => {
      if (last?.of !== pair.view) last = { of: pair.view, view: viewFor(pair.view) };
      const { view } = last;
      if (!view || !budget.takeMore()) return false;
      pairs.push({ ...pair, view });
      return true;
    },
  };
}
