import type { Budget } from "./budget.ts";
import type { Facts } from "./context.ts";
import type { Pair } from "./pair.ts";
import { projectionOf } from "./projection.ts";
import type { Projection } from "./projection.ts";
import type { ReadSet } from "./read-set.ts";

/** Holds pairs whose truth hangs on resources that may still come, with only the fields that rules on their type read. */
export interface WaitingRoom {
  /** False where there is no room: the pair is not kept. */
  readonly admit: (pair: Pair) => boolean;
  /** In the order in which they came. */
  readonly pairs: Iterable<Pair>;
}

export function createWaitingRoom(reads: ReadSet, facts: Facts, budget: Budget): WaitingRoom {
  const pairs: Pair[] = [];
  const projections = new Map<string, Projection>();
  const projectionFor = ({ type, provider }: Pair["rule"]): Projection => {
    const known = projections.get(type);
    if (known) return known;
    const made = projectionOf(reads.get(type) ?? [], facts.providers[provider]?.case === "insensitive");
    projections.set(type, made);
    return made;
  };
  return {
    pairs,
    admit: (pair) => {
      const document = projectionFor(pair.rule)(pair.view.document);
      if (!budget.take(document)) return false;
      pairs.push({ ...pair, view: { document, unread: pair.view.unread } });
      return true;
    },
  };
}
