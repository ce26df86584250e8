import type { Budget } from "./budget.ts";
import { documentFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
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
  /** Pairs of one document come one after the other and share a frame. */
  let last: { readonly of: Frame; readonly top: Frame | null } | null = null;
  const keptOf = ({ view: { document, unread } }: Frame): Frame | null => {
    const kept = keep(document);
    return kept && documentFrame({ document: kept, unread });
  };
  return {
    pairs,
    admit: (pair) => {
      if (last?.of !== pair.top) last = { of: pair.top, top: keptOf(pair.top) };
      const { top } = last;
      if (!top || !budget.takeMore()) return false;
      pairs.push({ ...pair, top });
      return true;
    },
  };
}
